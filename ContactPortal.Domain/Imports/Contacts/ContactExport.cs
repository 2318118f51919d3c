using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>Writes contacts as the lines of a file that the import reads back unchanged.</summary>
public static class ContactExport
{
    /// <summary>The cells of a contact, in the order of <see cref="ContactImportLayout.Of"/>.</summary>
    public static ImmutableArray<string> CellsOf(Organisation municipality, ContactView contact, IEnumerable<DeliveryType> types)
    {
        var values = contact.Values;
        return
        [
            municipality.Code.ToString(), municipality.Name, values.Rid, values.Name, values.Email, values.Mobile, values.Phone,
            .. types.OrderBy(t => t.Position).Select(t => YesNo.Of(values.Responsibilities.Contains(t.Code))),
            YesNo.Of(values.Deactivated), IdentifierText.Of(contact.Id),
        ];
    }
}
