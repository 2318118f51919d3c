using System.Collections.Immutable;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ContactPortal.Blazor.Api;

/// <summary>
/// Contacts and coverage for the agency's own systems (A1, A2): each contact that is handed out is noted with the client's purpose, which
/// its person can read (O4).
/// </summary>
internal static class ContactsApi
{
    /// <summary>The header that states what the contacts are read for.</summary>
    public const string PurposeHeader = "Lookup-Purpose";

    public static void MapContactsApi(this IEndpointRouteBuilder app)
    {
        app.MapGet(PortalUrls.ApiContacts, GetContactsAsync)
            .RequireReportingSystem(ApiScopes.ContactsRead)
            .Produces<ContactsAnswer>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesValidationProblem()
            .WithName("GetContacts")
            .WithSummary("Returns the active contacts, of one municipality or type or of all.")
            .WithDescription(
                "Each contact is noted with the purpose, which its person can read. With If-None-Match the answer is 304 while nothing has "
                + "changed, and nothing is noted.");
        app.MapGet(PortalUrls.ApiCoverage, GetCoverageAsync)
            .RequireReportingSystem(ApiScopes.ContactsRead)
            .Produces<CoverageAnswer>()
            .Produces(StatusCodes.Status304NotModified)
            .WithName("GetCoverage")
            .WithSummary("Returns how each municipality covers each delivery type, and its gaps.")
            .WithDescription("It holds no personal data. With If-None-Match the answer is 304 while nothing has changed.");
    }

    private static async Task<IResult> GetContactsAsync(
        HttpContext http, string? organisation, string? type, [FromHeader(Name = PurposeHeader)] string? purpose, ApiClients clients,
        AgencySnapshotCache cache, LookUpLog log, CancellationToken cancellationToken)
    {
        var snapshot = await cache.CurrentAsync(cancellationToken);
        var stated = LookUpPurpose.Of(LookUpPurposeKind.Other, Decoded(purpose));
        var municipality = OrganisationCode.Parse(organisation);
        Dictionary<string, string[]> errors = [];
        if (stated is null)
            errors[PurposeHeader] = [ApiServices.Both(nameof(ApiTexts.PurposeMissing))];
        if (organisation is not null && (municipality is not { } code || snapshot.Find(code) is null))
            errors[nameof(organisation)] = [ApiServices.Both(nameof(ApiTexts.UnknownOrganisation))];
        if (type is not null && !snapshot.DeliveryTypes.Any(t => t.Code == type))
            errors[nameof(type)] = [ApiServices.Both(nameof(ApiTexts.UnknownType))];
        if (stated is null || errors.Count > 0)
            return Results.ValidationProblem(errors, title: ApiServices.Both(nameof(ApiTexts.InvalidTitle)));

        var found = new ContactSearch { Municipality = municipality, Type = type ?? "" }.In(snapshot);
        found = [.. found.Where(contact => clients.MayRead(http, contact.Municipality.Code))];
        var (body, tag) = Tagged(ContactsAnswer.Of(found), ContactsJson.Default.ContactsAnswer);
        if (IsKnown(http, tag))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        await log.RecordAsync(ApiClient.NameOf(http.User), stated, found, cancellationToken);
        return Results.Bytes(body, MediaTypeNames.Application.Json);
    }

    private static async Task<IResult> GetCoverageAsync(
        HttpContext http, ApiClients clients, AgencySnapshotCache cache, CancellationToken cancellationToken)
    {
        var snapshot = await cache.CurrentAsync(cancellationToken);
        ImmutableArray<MunicipalityCoverage> shown =
            [.. snapshot.Municipalities.Select(m => m.Coverage).Where(c => clients.MayRead(http, c.Municipality.Code))];
        var (body, tag) = Tagged(CoverageAnswer.Of(shown), ContactsJson.Default.CoverageAnswer);
        return IsKnown(http, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(body, MediaTypeNames.Application.Json);
    }

    // Headers are ASCII: other letters come percent-encoded.
    private static string Decoded(string? purpose)
    {
        try
        {
            return Uri.UnescapeDataString(purpose ?? "");
        }
        catch (UriFormatException)
        {
            return purpose ?? "";
        }
    }

    private static (byte[] Body, EntityTagHeaderValue Tag) Tagged<T>(T answer, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        return (body, new($"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(body))}\""));
    }

    // Sets the tag, and says whether the client has that answer already.
    private static bool IsKnown(HttpContext http, EntityTagHeaderValue tag)
    {
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
    }
}
