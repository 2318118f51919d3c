using ContactPortal.Domain.Mail;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.Api;

/// <summary>The endpoint where a mail server posts bounces (D7), as an alternative to a Maildir shared with the portal.</summary>
internal static class BounceApi
{
    private const int MaxBodySize = 1024 * 1024;
    private const string ContentType = "message/rfc822";

    public static void MapBounceApi(this IEndpointRouteBuilder app) => app
        .MapPost(PortalUrls.ApiBounces, PostAsync)
        .RequireReportingSystem(ApiScopes.Bounces)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize))
        .AcceptsOnly<string>(ContentType)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithName("PostBounce")
        .WithSummary("Receives a bounce.")
        .WithDescription("A delivery status notification (RFC 3464), or the mail in which another server says that it could not deliver.");

    private static async Task<IResult> PostAsync(HttpContext http, BounceProcessor bounces, CancellationToken cancellationToken)
    {
        try
        {
            return await bounces.ProcessAsync(http.Request.Body, cancellationToken) == BounceOutcome.NotABounce
                ? ApiServices.Problem(nameof(ApiTexts.NotABounce), StatusCodes.Status422UnprocessableEntity)
                : Results.NoContent();
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiServices.Problem(nameof(ApiTexts.BounceTooLarge), exception.StatusCode);
        }
    }
}
