using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Imports;
using ContactPortal.Blazor.Layout;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactPortal.Blazor.Agency;

/// <summary>
/// The contacts that the agency has found as .xlsx, CSV and vCard (A1), each saved one noted with the session's purpose; and the coverage
/// of all municipalities as .xlsx and CSV (A2). Rights are checked in the database at each request.
/// </summary>
internal static class AgencyExport
{
    /// <summary>The query key of the municipality's code.</summary>
    public const string MunicipalityKey = "kommune";

    private const string TextKey = "soeg";
    private const string TypeKey = "type";
    private const string ProblemKey = "fejl";

    public static void MapAgencyExport(this IEndpointRouteBuilder app)
    {
        app.MapGet(PortalUrls.AgencyContactsCsv, (HttpContext http, [AsParameters] Asked asked) =>
            WriteContactsAsync(http, asked, WriteTable(asWorkbook: false)));
        app.MapGet(PortalUrls.AgencyContactsWorkbook, (HttpContext http, [AsParameters] Asked asked) =>
            WriteContactsAsync(http, asked, WriteTable(asWorkbook: true)));
        app.MapGet(PortalUrls.AgencyContactsVCards, (HttpContext http, [AsParameters] Asked asked) =>
            WriteContactsAsync(http, asked, WriteVCards));
        app.MapGet(PortalUrls.AgencyContactVCard, (HttpContext http, string organisation, Guid contact, [AsParameters] Asked asked) =>
            WriteContactsAsync(http, asked with { Municipality = organisation, Contact = contact }, WriteVCards));
        app.MapGet(PortalUrls.CoverageCsv, (HttpContext http, AgencySnapshotCache cache, CancellationToken cancellationToken) =>
            WriteCoverageAsync(http, cache, asWorkbook: false, cancellationToken));
        app.MapGet(PortalUrls.CoverageWorkbook, (HttpContext http, AgencySnapshotCache cache, CancellationToken cancellationToken) =>
            WriteCoverageAsync(http, cache, asWorkbook: true, cancellationToken));
    }

    /// <summary>The address of a file with what is searched for.</summary>
    public static string AddressOf(string file, ContactSearch search)
    {
        Dictionary<string, string?> query = [];
        if (search.Text.Trim().Length > 0)
            query[TextKey] = search.Text.Trim();
        if (search.Municipality is { } municipality)
            query[MunicipalityKey] = municipality.ToString();
        if (search.Type.Length > 0)
            query[TypeKey] = search.Type;
        if (search.Problem != ContactProblem.None)
            query[ProblemKey] = AgencyWords.KeyOf(search.Problem);
        return QueryHelpers.AddQueryString(file, query);
    }

    /// <summary>The address of Find kontakter with one municipality's contacts.</summary>
    public static string ContactsOf(OrganisationCode municipality) =>
        AddressOf(PortalUrls.AgencyContacts, ContactSearch.All with { Municipality = municipality });

    /// <summary>The address of a contact's vCard.</summary>
    public static string VCardOf(ListedContact contact) => PortalUrls.AgencyContactVCard
        .Replace("{organisation}", contact.Municipality.Code.ToString(), StringComparison.Ordinal)
        .Replace("{contact:guid}", contact.Contact.Id.ToString("D", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task WriteContactsAsync(
        HttpContext http, Asked asked, Func<HttpContext, AgencySnapshot, ImmutableArray<ListedContact>, CancellationToken, Task> write)
    {
        var cancellationToken = http.RequestAborted;
        if (await SnapshotOfAsync(http, asked.Cache, cancellationToken) is not var (actor, snapshot))
            return;
        if (asked.Purposes.Find(http.User.ToSession()?.Id ?? "") is not { } purpose)
        {
            await http.RefuseAsync(AgencyTexts.ExportPurposeMissing, cancellationToken);
            return;
        }

        var contacts = asked.Search.In(snapshot);
        if (asked.Contact is { } one)
            contacts = [.. contacts.Where(c => c.Contact.Id == one)];
        if (asked.Contact is not null && contacts.IsEmpty)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!await asked.Log.RecordAsync(actor, LookUpKind.Saved, purpose, contacts, cancellationToken))
        {
            await http.RefuseAsync(LayoutTexts.NoAccessBody, cancellationToken);
            return;
        }

        await write(http, snapshot, contacts, cancellationToken);
    }

    private static Func<HttpContext, AgencySnapshot, ImmutableArray<ListedContact>, CancellationToken, Task> WriteTable(bool asWorkbook) =>
        (http, snapshot, contacts, cancellationToken) => TableFile.WriteAsync(
            http, AgencyTexts.ExportName, asWorkbook, AgencyTexts.Contacts,
            [
                AgencyTexts.ColumnMunicipality, ContactsTexts.ColumnName, AgencyTexts.ColumnTypes, ContactsTexts.ColumnEmail,
                ContactsTexts.FieldMobile, ContactsTexts.FieldPhone, AgencyTexts.ColumnSince, AgencyTexts.ColumnAbsentUntil,
                AgencyTexts.FilterProblem,
            ],
            [.. contacts.Select(contact => CellsOf(contact, snapshot.DeliveryTypes))], cancellationToken);

    private static ImmutableArray<string> CellsOf(ListedContact contact, ImmutableArray<DeliveryType> types)
    {
        var values = contact.Contact.Values;
        return
        [
            contact.Municipality.Name, values.Name, AgencyWords.TypesOf(values, types), values.Email, values.Mobile, values.Phone,
            DanishTime.Day(contact.Contact.HeldSince), contact.AbsentUntil is { } day ? DanishTime.Day(day) : "",
            AgencyWords.ListOf(contact.Problems & ~ContactProblem.IsAbsent),
        ];
    }

    private static async Task WriteVCards(
        HttpContext http, AgencySnapshot snapshot, ImmutableArray<ListedContact> contacts, CancellationToken cancellationToken) =>
        await Results.File(
            VCard.Of(contacts, snapshot.DeliveryTypes), VCard.ContentType, $"{AgencyTexts.ExportName}.vcf").ExecuteAsync(http);

    private static async Task WriteCoverageAsync(
        HttpContext http, AgencySnapshotCache cache, bool asWorkbook, CancellationToken cancellationToken)
    {
        if (await SnapshotOfAsync(http, cache, cancellationToken) is not var (_, snapshot))
            return;
        await TableFile.WriteAsync(
            http, AgencyTexts.CoverageExportName, asWorkbook, AgencyTexts.CoverageHeading,
            [
                AgencyTexts.ColumnRegion, AgencyTexts.ColumnMunicipality, AgencyTexts.ColumnContacts,
                .. snapshot.DeliveryTypes.Select(t => t.Name), AgencyTexts.ColumnGaps,
            ],
            [.. snapshot.Municipalities.Select(m => CellsOf(m.Coverage))], cancellationToken);
    }

    private static ImmutableArray<string> CellsOf(MunicipalityCoverage coverage) =>
    [
        coverage.Region, coverage.Municipality.Name, coverage.Contacts.ToString(CultureInfo.CurrentCulture),
        .. coverage.Types.Select(t => t.Responsible.ToString(CultureInfo.CurrentCulture)),
        string.Join("; ", AgencyWords.SentencesOf(coverage.Gaps)),
    ];

    // Null when the request has been answered.
    private static async Task<(Actor Actor, AgencySnapshot Snapshot)?> SnapshotOfAsync(
        HttpContext http, AgencySnapshotCache cache, CancellationToken cancellationToken)
    {
        if (await http.ActorOrSignInAsync() is not { } actor)
            return null;
        var snapshot = await cache.CurrentAsync(actor, cancellationToken);
        if (!snapshot.Municipalities.IsEmpty)
            return (actor, snapshot);
        await http.RefuseAsync(LayoutTexts.NoAccessBody, cancellationToken);
        return null;
    }

    /// <summary>What a request for a file asks for, and the services that answer it.</summary>
    internal sealed record Asked(
        AgencySnapshotCache Cache, LookUpPurposes Purposes, LookUpLog Log, [FromQuery(Name = TextKey)] string? Text,
        [FromQuery(Name = MunicipalityKey)] string? Municipality, [FromQuery(Name = TypeKey)] string? Type,
        [FromQuery(Name = ProblemKey)] string? Problem)
    {
        /// <summary>The only contact that is wanted; null for all that are found.</summary>
        internal Guid? Contact { get; init; }

        /// <summary>What is searched for.</summary>
        internal ContactSearch Search => new()
        {
            Text = Text ?? "",
            Municipality = OrganisationCode.Parse(Municipality),
            Type = Type ?? "",
            Problem = AgencyWords.ProblemOf(Problem),
        };
    }
}
