using ContactPortal.Domain.History;

namespace ContactPortal.Domain.Persons;

/// <summary>Identifies a field of a person in validation, merging and history.</summary>
/// <param name="Key">The field's name in history and drafts; never changes.</param>
public readonly record struct PersonField(string Key)
{
    /// <summary>The full name.</summary>
    public static readonly PersonField Name = new("Name");

    /// <summary>The work e-mail address.</summary>
    public static readonly PersonField Email = new("Email");

    /// <summary>The RID.</summary>
    public static readonly PersonField Rid = new("Rid");

    /// <summary>The professional UUID.</summary>
    public static readonly PersonField ProfessionalUuid = new("ProfessionalUuid");

    /// <summary>Whether the person has left (P5).</summary>
    public static readonly PersonField HasLeft = new("HasLeft");

    /// <summary>The issuer of a bound sign-in; in the history only (P2).</summary>
    public static readonly PersonField Issuer = new("Issuer");

    /// <summary>The subject of a bound sign-in; in the history only (P2).</summary>
    public static readonly PersonField Subject = new("Subject");

    /// <summary>The id in the organisation's own directory; in the history only (P8).</summary>
    public static readonly PersonField DirectoryId = new("DirectoryId");

    /// <summary>Why an access request was refused, or is an identity question; in the history only (P2, P3).</summary>
    public static readonly PersonField Reason = new("Reason");

    /// <summary>The file that a change comes from; in the history only (P7).</summary>
    public static readonly PersonField Source = new(FieldChanges.Source);

    /// <summary>Whether the field is a check box rather than a text.</summary>
    public bool IsCheckBox => this == HasLeft;

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
