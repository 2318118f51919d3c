using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Scim;

/// <summary>The users: the municipality's persons (P8).</summary>
internal static class ScimUsersApi
{
    /// <summary>The largest page.</summary>
    public const int MaxResults = 500;

    private const int DefaultResults = 100;
    private const string Path = "/Users";
    private const string PathOfOne = Path + "/{id}";

    public static void MapScimUsers(this IEndpointRouteBuilder scim)
    {
        scim.MapGet(Path, ListAsync);
        scim.MapPost(Path, CreateAsync);
        scim.MapGet(PathOfOne, FindAsync);
        scim.MapPut(PathOfOne, (HttpContext http, string id, ProvisioningService service, CancellationToken cancellationToken) =>
            UpdateAsync(http, id, service, ScimJson.Replace, cancellationToken));
        scim.MapPatch(PathOfOne, (HttpContext http, string id, ProvisioningService service, CancellationToken cancellationToken) =>
            UpdateAsync(http, id, service, ScimPatch.Apply, cancellationToken));
        scim.MapDelete(PathOfOne, DeleteAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, string? filter, string? startIndex, string? count, ProvisioningQueries queries,
        CancellationToken cancellationToken)
    {
        ImmutableArray<ProvisionedCondition> conditions = string.IsNullOrWhiteSpace(filter) ? [] : ScimFilter.OfUsers(filter);
        var start = Math.Max(1, Number(startIndex, 1, nameof(startIndex)));
        var take = Math.Clamp(Number(count, DefaultResults, nameof(count)), 0, MaxResults);
        var (users, total) = await queries.ListAsync(ScimServices.SourceOf(http), conditions, start - 1, take, cancellationToken);
        return ScimResult.Ok(ScimJson.List(users.Select(user => ScimJson.Write(user, LocationOf(http, user.Id))), total, start));
    }

    private static async Task<IResult> FindAsync(
        HttpContext http, string id, ProvisioningQueries queries, CancellationToken cancellationToken) =>
        await queries.FindAsync(ScimServices.SourceOf(http), IdOf(id), cancellationToken) is { } user
            ? ScimResult.Ok(ScimJson.Write(user, LocationOf(http, user.Id)))
            : throw ScimException.NotFound();

    private static async Task<IResult> CreateAsync(HttpContext http, ProvisioningService service, CancellationToken cancellationToken)
    {
        using var body = await ReadAsync(http, cancellationToken);
        var outcome = await service.CreateAsync(
            ScimServices.SourceOf(http), ScimJson.ReadNew(body.RootElement), cancellationToken);
        return AnswerTo(http, outcome, StatusCodes.Status201Created);
    }

    private static async Task<IResult> UpdateAsync(
        HttpContext http, string id, ProvisioningService service, Func<ProvisionedState, JsonElement, ProvisionedState> change,
        CancellationToken cancellationToken)
    {
        using var body = await ReadAsync(http, cancellationToken);
        var outcome = await service.UpdateAsync(
            ScimServices.SourceOf(http), IdOf(id), state => change(state, body.RootElement), cancellationToken);
        return AnswerTo(http, outcome, StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext http, string id, ProvisioningService service, CancellationToken cancellationToken) => AnswerTo(
            http, await service.DeleteAsync(ScimServices.SourceOf(http), IdOf(id), cancellationToken), StatusCodes.Status204NoContent);

    private static ScimResult AnswerTo(HttpContext http, ProvisioningOutcome outcome, int success) => outcome.Match(
        stored: stored => Stored(stored.User, LocationOf(http, stored.User.Id), success),
        deleted: () => new(success, body: null),
        notFound: () => throw ScimException.NotFound(),
        invalid: invalid => throw new ScimException(
            StatusCodes.Status400BadRequest, ScimErrorType.InvalidValue,
            string.Join(' ', invalid.Errors.Select(MessageFor))),
        wrong: attribute => throw ScimValue.Invalid(NameOf(attribute)),
        taken: attribute => throw new ScimException(
            StatusCodes.Status409Conflict, ScimErrorType.Uniqueness, ScimException.Both(nameof(ScimTexts.Taken), NameOf(attribute))),
        held: held => throw new ScimException(
            StatusCodes.Status409Conflict, type: null,
            ScimException.Both(held.IsRefused ? nameof(ScimTexts.LeavingRefused) : nameof(ScimTexts.LeavingHeld))));

    private static string MessageFor(PersonValidationError rule) => ScimException.Both(
        rule.Error.ToString(),
        rule.Error is PersonError.NameNotPlain or PersonError.EmailNotPlain ? CharacterTexts.CodeOf(rule.Detail!) : rule.Detail ?? "");

    private static ScimResult Stored(ProvisionedView user, string location, int status) => new(status, ScimJson.Write(user, location))
    {
        Location = status == StatusCodes.Status201Created ? location : null,
    };

    private static async Task<JsonDocument> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            throw ScimException.BadRequest(ScimErrorType.InvalidSyntax, nameof(ScimTexts.SyntaxInvalid));
        }
    }

    private static int Number(string? text, int defaultValue, string name) =>
        text is null ? defaultValue
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw ScimValue.Invalid(name);

    // An id in another format than the portal's cannot exist.
    private static Guid IdOf(string id) => Guid.TryParse(id, out var uuid) ? uuid : throw ScimException.NotFound();

    private static string NameOf(ProvisionedKey attribute) => attribute switch
    {
        ProvisionedKey.Id => "id",
        ProvisionedKey.UserName => "userName",
        ProvisionedKey.ExternalId => "externalId",
        ProvisionedKey.WorkEmail => "emails",
        ProvisionedKey.Rid => "rid",
        ProvisionedKey.ProfessionalUuid => "professionalUuid",
        ProvisionedKey.Active => "active",
    };

    private static string LocationOf(HttpContext http, Guid id) =>
        $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{PortalUrls.Scim}{Path}/{id}";
}
