using System.Net.Mime;
using System.Text.Json;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactPortal.Blazor.Api;

/// <summary>The endpoint where reporting systems post deliveries (D2): deserialized as it streams in, answered after the commit.</summary>
internal static class DeliveryApi
{
    internal const int MaxBodySize = 32 * 1024 * 1024;

    public static void MapDeliveryApi(this IEndpointRouteBuilder app)
    {
        app.MapPost(PortalUrls.ApiDeliveries, PostAsync)
            .RequireReportingSystem(ApiScopes.Deliveries)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize))
            .AcceptsOnly<ReportedDelivery>(MediaTypeNames.Application.Json)
            .Produces<DeliveryAnswer>(StatusCodes.Status201Created)
            .Produces<DeliveryAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithName("PostDelivery")
            .WithSummary("Receives a validated delivery.")
            .WithDescription("Idempotent: the same delivery sent twice is stored once. Ids are the client's own. CPR numbers are masked.");
        app.MapGet(PortalUrls.ApiDeliveries, GetAsync)
            .RequireReportingSystem(ApiScopes.Deliveries)
            .Produces<DeliveryAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("GetDelivery")
            .WithSummary("Returns a stored delivery with its counts.")
            .WithDescription("For a client that lost the response: 404 if the client has stored no such delivery.");
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, string? organisation, string? deliveryId, ApiClients clients, DeliveryIntake intake,
        CancellationToken cancellationToken) =>
        OrganisationCode.Parse(organisation) is { } code && deliveryId is not null
            && await intake.FindAsync(code, ApiClient.NameOf(http.User), deliveryId, cancellationToken) is { } delivery
            && clients.MaySee(http, delivery)
            ? Results.Ok(DeliveryAnswer.Of(delivery))
            : ApiServices.Problem(nameof(ApiTexts.NotStored), StatusCodes.Status404NotFound);

    private static async Task<IResult> PostAsync(
        HttpContext http, ApiClients clients, DeliveryIntake intake, CancellationToken cancellationToken)
    {
        PostedDelivery? delivery;
        try
        {
            delivery = await JsonSerializer.DeserializeAsync(http.Request.Body, DeliveryJson.Default.PostedDelivery, cancellationToken);
        }
        catch (JsonException exception)
        {
            return Invalid(new() { [PathOf(exception.Path)] = [ApiServices.Both(nameof(ApiTexts.Malformed))] });
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiServices.Problem(nameof(ApiTexts.TooLarge), exception.StatusCode);
        }

        if (delivery is null)
            return Invalid(new() { [PathOf(null)] = [ApiServices.Both(nameof(ApiTexts.Malformed))] });

        var reported = delivery.ToReported();
        if (await clients.RefusalOfAsync(http, reported) is { } refusal)
            return refusal;
        var outcome = await intake.ReceiveAsync(reported, ApiClient.NameOf(http.User), cancellationToken);
        return outcome.Match(
            stored => Results.Created(LocationOf(http, stored.Delivery), DeliveryAnswer.Of(stored.Delivery)),
            duplicate => Results.Ok(DeliveryAnswer.Of(duplicate.Delivery)),
            _ => ApiServices.Problem(nameof(ApiTexts.ContentMismatch), StatusCodes.Status422UnprocessableEntity),
            invalid => Invalid(
                invalid.Errors.GroupBy(b => b.Path).ToDictionary(
                    g => g.Key, g => g.Select(b => ApiServices.Both(b.Fault.ToString())).ToArray())));
    }

    /// <summary>The address of the delivery, answered by <see cref="GetAsync"/>.</summary>
    private static string LocationOf(HttpContext http, Delivery delivery) => http.Request.PathBase + QueryHelpers.AddQueryString(
        PortalUrls.ApiDeliveries,
        new Dictionary<string, string?> { ["organisation"] = delivery.Organisation.ToString(), ["deliveryId"] = delivery.DeliveryId });

    private static IResult Invalid(Dictionary<string, string[]> errors) =>
        Results.ValidationProblem(errors, title: ApiServices.Both(nameof(ApiTexts.InvalidTitle)));

    private static string PathOf(string? path) => path is null or "$" ? "body" : path.TrimStart('$', '.');
}
