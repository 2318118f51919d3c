using ContactPortal.Domain.Mail;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.Api;

/// <summary>Where a mail server posts messages that came back (D7), for whoever has no Maildir to share with the portal.</summary>
internal static class BounceApi
{
    private const int LargestBody = 1024 * 1024;
    private const string ContentType = "message/rfc822";

    public static void MapBounceApi(this IEndpointRouteBuilder app) => app
        .MapPost(PortalUrls.ApiBounces, PostAsync)
        .RequireAuthorization(ApiServices.Policy)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new SkipStatusCodePagesAttribute())
        .AcceptsOnly<string>(ContentType)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary("Takes in a mail that came back: a delivery status notification (RFC 3464).");

    private static async Task<IResult> PostAsync(HttpContext http, BounceProcessor bounces, CancellationToken cancellationToken)
    {
        try
        {
            return await bounces.ProcessAsync(http.Request.Body, cancellationToken) == BounceOutcome.NotABounce
                ? Results.Problem(ApiServices.Both(nameof(ApiTexts.NotABounce)), statusCode: StatusCodes.Status422UnprocessableEntity)
                : Results.NoContent();
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Results.Problem(ApiServices.Both(nameof(ApiTexts.BounceTooLarge)), statusCode: fault.StatusCode);
        }
    }
}
