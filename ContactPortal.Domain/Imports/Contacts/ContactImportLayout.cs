using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Imports;

/// <summary>The columns of a file of contacts (P9).</summary>
public static class ContactImportLayout
{
    /// <summary>The code of the municipality.</summary>
    public static readonly ImportColumn MunicipalityCode =
        new("MunicipalityCode", ["Kommunekode", "Kommunenr", "Kommunenummer", "Organisationskode", "Municipality code"]);

    /// <summary>The municipality: its name with or without "Kommune", or its code.</summary>
    public static readonly ImportColumn Municipality =
        new("Municipality", ["Kommune", "Kommunenavn", "Organisation", "Municipality", "Municipality name"]);

    /// <summary>The contact's id, which exports have: it finds a contact whose RID has changed.</summary>
    public static readonly ImportColumn Id = new("Id", ["Id", "Kontakt-id", "Contact-id"]);

    /// <summary>The RID, or a UUID of a person without one.</summary>
    public static readonly ImportColumn Rid = new(ContactField.Rid.Key, PersonImportLayout.Rid.Headings);

    /// <summary>The name.</summary>
    public static readonly ImportColumn Name =
        new(ContactField.Name.Key, [.. PersonImportLayout.Name.Headings, "Kontaktperson", "Kontakt", "Contact"]);

    /// <summary>The address that the mails go to.</summary>
    public static readonly ImportColumn Email = new(ContactField.Email.Key, PersonImportLayout.Email.Headings);

    /// <summary>The mobile number.</summary>
    public static readonly ImportColumn Mobile =
        new(ContactField.Mobile.Key, ["Mobil", "Mobilnummer", "Mobiltelefon", "Mobile", "Mobile number", "Mobile phone"]);

    /// <summary>The telephone number.</summary>
    public static readonly ImportColumn Phone =
        new(ContactField.Phone.Key, ["Telefon", "Telefonnummer", "Tlf", "Phone", "Phone number", "Telephone"]);

    /// <summary>Whether the contact is deactivated: ja or nej.</summary>
    public static readonly ImportColumn Deactivated =
        new(ContactField.Deactivated.Key, ["Deaktiveret", "Er deaktiveret", "Deactivated", "Inactive"]);

    /// <summary>The columns, with one for the responsibility for each delivery type: ja or nej.</summary>
    public static ImportLayout Of(IReadOnlyCollection<DeliveryType> types) => new(
        [
            MunicipalityCode, Municipality, Rid, Name, Email, Mobile, Phone, .. types.OrderBy(t => t.Position).Select(ColumnOf),
            Deactivated, Id,
        ],
        [MunicipalityCode, Municipality], [Rid, Id]);

    /// <summary>The column of the responsibility for that delivery type.</summary>
    public static ImportColumn ColumnOf(DeliveryType type) =>
        new(ContactField.ResponsibilityFor(type.Code).Key, [type.Name, type.Code, $"Ansvar {type.Name}", $"Responsible {type.Name}"]);
}
