using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain.Deliveries;
using Microsoft.AspNetCore.Mvc;

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
        delivery.Organisation.Value, delivery.Number, delivery.DeliveryId, delivery.Errors, delivery.New, delivery.Standing, delivery.Mended);
}

/// <summary>Where reporting systems post deliveries (D2): read as it streams in, answered once it is durable.</summary>
internal static class DeliveryApi
{
    private const int LargestBody = 32 * 1024 * 1024;

    public static void MapDeliveryApi(this IEndpointRouteBuilder app) => app
        .MapPost(Addresses.ApiDeliveries, PostAsync)
        .RequireAuthorization(ApiServices.Policy)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new SkipStatusCodePagesAttribute())
        .Accepts<ReportedDelivery>("application/json")
        .Produces<DeliveryAnswer>(StatusCodes.Status201Created)
        .Produces<DeliveryAnswer>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary("Takes in a validated delivery; the same delivery sent twice is one.");

    private static async Task<IResult> PostAsync(HttpContext http, DeliveryIntake intake, CancellationToken stop)
    {
        ReportedDelivery? delivery;
        try
        {
            delivery = await JsonSerializer.DeserializeAsync(http.Request.Body, DeliveryJson.Default.ReportedDelivery, stop);
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

        return await intake.TakeAsync(delivery, SystemOf(http), stop) switch
        {
            IntakeOutcome.Stored stored => Results.Created((string?)null, DeliveryAnswer.Of(stored.Delivery)),
            IntakeOutcome.Known known => Results.Ok(DeliveryAnswer.Of(known.Delivery)),
            IntakeOutcome.OtherContent => Results.Problem(
                ApiServices.Both(nameof(ApiTexts.OtherContent)), statusCode: StatusCodes.Status422UnprocessableEntity),
            IntakeOutcome.Invalid invalid => Invalid(
                invalid.Broken.GroupBy(b => b.Path).ToDictionary(g => g.Key, g => g.Select(b => ApiServices.Both(b.Fault.ToString())).ToArray())),
            var unknown => throw new InvalidOperationException($"Unknown outcome {unknown.GetType().Name}."),
        };
    }

    private static IResult Invalid(Dictionary<string, string[]> errors) =>
        Results.ValidationProblem(errors, title: ApiServices.Both(nameof(ApiTexts.InvalidTitle)));

    // The system is known by its token; its name stands in the history.
    private static string SystemOf(HttpContext http) =>
        http.User.FindFirst("client_id")?.Value ?? http.User.FindFirst("azp")?.Value ?? http.User.FindFirst("sub")?.Value ?? "API";

    private static string Place(string? path) => path is null or "$" ? "body" : path.TrimStart('$', '.');
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReportedDelivery))]
[JsonSerializable(typeof(DeliveryAnswer))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
