using System.Collections.Immutable;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Layout;
using ContactPortal.Blazor.Persons;
using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Imports;

/// <summary>
/// Exports a municipality's persons and contacts as .xlsx and as CSV, and the template of the import. A CSV file that is imported again
/// changes nothing. Rights are checked in the database at each request.
/// </summary>
internal static class DirectoryExport
{
    private const string Persons = "brugerkatalog";
    private const string Contacts = "kontakter";
    private const string Template = "skabelon.csv";

    private static readonly ImmutableArray<string> Example = ["Anna Andersen", "anna@kommune.example", "10000099", "", "nej", ""];

    public static void MapDirectoryExport(this IEndpointRouteBuilder app)
    {
        app.MapGet(PortalUrls.PersonsCsv, (HttpContext http, PersonDirectory directory, CancellationToken cancellationToken) =>
            WritePersonsAsync(http, directory, asWorkbook: false, cancellationToken));
        app.MapGet(PortalUrls.PersonsWorkbook, (HttpContext http, PersonDirectory directory, CancellationToken cancellationToken) =>
            WritePersonsAsync(http, directory, asWorkbook: true, cancellationToken));
        app.MapGet(PortalUrls.ContactsCsv, (HttpContext http, SnapshotReader snapshots, CancellationToken cancellationToken) =>
            WriteContactsAsync(http, snapshots, asWorkbook: false, cancellationToken));
        app.MapGet(PortalUrls.ContactsWorkbook, (HttpContext http, SnapshotReader snapshots, CancellationToken cancellationToken) =>
            WriteContactsAsync(http, snapshots, asWorkbook: true, cancellationToken));
        app.MapGet(PortalUrls.PersonTemplate, () => Results.File(
            TableFile.CsvOf(PersonImportLayout.Layout.Headings, [Example]), TableFile.CsvType, Template));
    }

    private static async Task WritePersonsAsync(
        HttpContext http, PersonDirectory directory, bool asWorkbook, CancellationToken cancellationToken)
    {
        if (await http.ActorOrSignInAsync() is not { } actor)
            return;
        var persons = await directory.AllAsync(actor, cancellationToken);

        // An administrator is a person of the directory: nobody else's is empty.
        if (persons.IsEmpty)
        {
            var administrators = await directory.AdministratorNamesAsync(actor.Organisation, cancellationToken);
            await http.RefuseAsync(
                RightsTexts.NoAccess.Format(Municipalities.NameOf(actor.Organisation), ContactTexts.Listed(administrators)),
                cancellationToken);
            return;
        }

        await TableFile.WriteAsync(
            http, Persons, asWorkbook, PersonsTexts.Heading, PersonImportLayout.Layout.Headings, [.. persons.Select(PersonExport.CellsOf)],
            cancellationToken);
    }

    private static async Task WriteContactsAsync(
        HttpContext http, SnapshotReader snapshots, bool asWorkbook, CancellationToken cancellationToken)
    {
        if (await http.ActorOrSignInAsync() is not { } actor)
            return;
        if (!actor.May(Actions.ReadContacts) || Municipalities.Find(actor.Organisation) is not { } municipality)
        {
            await http.RefuseAsync(LayoutTexts.NoAccessBody, cancellationToken);
            return;
        }

        var snapshot = await snapshots.CurrentAsync(actor, cancellationToken);
        await TableFile.WriteAsync(
            http, Contacts, asWorkbook, ContactsTexts.Contacts, ContactImportLayout.Of(snapshot.DeliveryTypes).Headings,
            [.. snapshot.Contacts.Select(contact => ContactExport.CellsOf(municipality, contact, snapshot.DeliveryTypes))],
            cancellationToken);
    }
}
