using System.Collections.ObjectModel;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactPortal.Blazor.Api;

/// <summary>What is answered for a delivery that was taken in.</summary>
/// <param name="Organisation">The municipality's code.</param>
/// <param name="Number">The delivery's number there.</param>
/// <param name="DeliveryId">The reporting system's own id.</param>
/// <param name="Errors">How many errors it has.</param>
/// <param name="New">How many of them the delivery before did not have.</param>
/// <param name="Standing">How many the delivery before had too.</param>
/// <param name="Mended">How many errors of the delivery before are gone.</param>
public sealed record DeliveryAnswer(int Organisation, long Number, string DeliveryId, int Errors, int New, int Standing, int Mended)
{
    internal static DeliveryAnswer Of(Delivery delivery) => new(
        delivery.Organisation.Value, delivery.Number, delivery.DeliveryId, delivery.Errors, delivery.New, delivery.Persisting, delivery.Resolved);
}

/// <summary>
/// The errors of a posted body, as they stream in. One more than a delivery may have is kept, by which the rules tell that there are too
/// many; a body of nothing but errors would otherwise take many times its own size in memory.
/// </summary>
internal sealed class PostedErrors : Collection<ReportedError?>
{
    protected override void InsertItem(int index, ReportedError? item)
    {
        if (index <= ReportedDelivery.MaxErrors)
            base.InsertItem(index, item);
    }
}

/// <summary>A posted body; <see cref="ReportedDelivery"/> tells what its values mean.</summary>
internal sealed record PostedDelivery(
    int? Organisation, string? Type, string? Period, string? DeliveryId, int? Records, PostedErrors? Errors)
{
    public ReportedDelivery ToReported() => new(Organisation, Type, Period, DeliveryId, Records, Errors is null ? null : [.. Errors]);
}

/// <summary>Where reporting systems post deliveries (D2): read as it streams in, answered once it is durable.</summary>
internal static class DeliveryApi
{
    private const int LargestBody = 32 * 1024 * 1024;

    public static void MapDeliveryApi(this IEndpointRouteBuilder app)
    {
        app.MapPost(PortalUrls.ApiDeliveries, PostAsync)
            .RequireAuthorization(ApiServices.Policy)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new SkipStatusCodePagesAttribute())
            .AcceptsOnly<ReportedDelivery>(MediaTypeNames.Application.Json)
            .Produces<DeliveryAnswer>(StatusCodes.Status201Created)
            .Produces<DeliveryAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Takes in a validated delivery; the same delivery sent twice is one.");
        app.MapGet(PortalUrls.ApiDeliveries, GetAsync)
            .RequireAuthorization(ApiServices.Policy)
            .WithMetadata(new SkipStatusCodePagesAttribute())
            .Produces<DeliveryAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Tells how it stands with a delivery whose answer was lost: stored, with its counts, or not.");
    }

    private static async Task<IResult> GetAsync(string? organisation, string? deliveryId, DeliveryIntake intake, CancellationToken cancellationToken) =>
        OrganisationCode.Parse(organisation) is { } code && deliveryId is not null && await intake.FindAsync(code, deliveryId, cancellationToken) is { } delivery
            ? Results.Ok(DeliveryAnswer.Of(delivery))
            : Results.Problem(ApiServices.Both(nameof(ApiTexts.NotStored)), statusCode: StatusCodes.Status404NotFound);

    private static async Task<IResult> PostAsync(HttpContext http, DeliveryIntake intake, CancellationToken cancellationToken)
    {
        PostedDelivery? delivery;
        try
        {
            delivery = await JsonSerializer.DeserializeAsync(http.Request.Body, DeliveryJson.Default.PostedDelivery, cancellationToken);
        }
        catch (JsonException fault)
        {
            return Invalid(new() { [Place(fault.Path)] = [ApiServices.Both(nameof(ApiTexts.Malformed))] });
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Results.Problem(ApiServices.Both(nameof(ApiTexts.TooLarge)), statusCode: fault.StatusCode);
        }

        if (delivery is null)
            return Invalid(new() { [Place(null)] = [ApiServices.Both(nameof(ApiTexts.Malformed))] });

        var outcome = await intake.ReceiveAsync(delivery.ToReported(), SystemOf(http), cancellationToken);
        return outcome.Match(
            stored => Results.Created(LocationOf(http, stored.Delivery), DeliveryAnswer.Of(stored.Delivery)),
            known => Results.Ok(DeliveryAnswer.Of(known.Delivery)),
            _ => Results.Problem(ApiServices.Both(nameof(ApiTexts.OtherContent)), statusCode: StatusCodes.Status422UnprocessableEntity),
            invalid => Invalid(
                invalid.Errors.GroupBy(b => b.Path).ToDictionary(g => g.Key, g => g.Select(b => ApiServices.Both(b.Fault.ToString())).ToArray())));
    }

    /// <summary>Where <see cref="GetAsync"/> answers for that delivery.</summary>
    private static string LocationOf(HttpContext http, Delivery delivery) => http.Request.PathBase + QueryHelpers.AddQueryString(
        PortalUrls.ApiDeliveries, new Dictionary<string, string?> { ["organisation"] = delivery.Organisation.ToString(), ["deliveryId"] = delivery.DeliveryId });

    private static IResult Invalid(Dictionary<string, string[]> errors) =>
        Results.ValidationProblem(errors, title: ApiServices.Both(nameof(ApiTexts.InvalidTitle)));

    // The system is known by its token; its name stands in the history.
    private static string SystemOf(HttpContext http) =>
        http.User.FindFirst("client_id")?.Value ?? http.User.FindFirst("azp")?.Value ?? http.User.FindFirst("sub")?.Value ?? "API";

    private static string Place(string? path) => path is null or "$" ? "body" : path.TrimStart('$', '.');
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PostedDelivery))]
[JsonSerializable(typeof(ReportedDelivery))]
[JsonSerializable(typeof(DeliveryAnswer))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
