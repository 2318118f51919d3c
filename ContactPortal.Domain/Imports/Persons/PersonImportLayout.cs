using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>The columns of a file of persons (P7).</summary>
public static class PersonImportLayout
{
    /// <summary>The portal's own id, which exports have: it finds a person whose other identifiers have changed.</summary>
    public static readonly ImportColumn Id = new("Id", ["Id", "Portal-id", "Person-id"]);

    /// <summary>The full name.</summary>
    public static readonly ImportColumn Name = new(PersonField.Name.Key, ["Navn", "Fulde navn", "Name", "Full name", "Display name"]);

    /// <summary>The work e-mail address.</summary>
    public static readonly ImportColumn Email =
        new(PersonField.Email.Key, ["Email", "E-mailadresse", "Mail", "Mailadresse", "E-mail address", "Mail address"]);

    /// <summary>The RID.</summary>
    public static readonly ImportColumn Rid =
        new(PersonField.Rid.Key, ["RID", "RID-nummer", "Medarbejder-RID", "RID number", "Employee RID"]);

    /// <summary>The professional UUID.</summary>
    public static readonly ImportColumn ProfessionalUuid =
        new(PersonField.ProfessionalUuid.Key, ["UUID", "Erhvervs-UUID", "MitID Erhverv UUID", "NemLog-in UUID", "Professional UUID"]);

    /// <summary>Whether the person has left: ja or nej.</summary>
    public static readonly ImportColumn HasLeft = new(PersonField.HasLeft.Key, ["Fratrådt", "Er fratrådt", "Left", "Has left"]);

    /// <summary>All columns.</summary>
    public static ImportLayout Layout { get; } =
        new([Name, Email, Rid, ProfessionalUuid, HasLeft, Id], [Rid, ProfessionalUuid, Id]);
}
