namespace ContactPortal.Domain.Persons;

/// <summary>A field of a person in the directory, as rules, merging and history speak of it.</summary>
/// <param name="Key">The field's name in history and drafts; never changes.</param>
public readonly record struct PersonField(string Key)
{
    /// <summary>The full name.</summary>
    public static readonly PersonField Name = new("Name");

    /// <summary>The work address for e-mail.</summary>
    public static readonly PersonField Email = new("Email");

    /// <summary>The RID.</summary>
    public static readonly PersonField Rid = new("Rid");

    /// <summary>The professional UUID.</summary>
    public static readonly PersonField ProfessionalUuid = new("ProfessionalUuid");

    /// <summary>Whether the person has left (P5).</summary>
    public static readonly PersonField HasLeft = new("HasLeft");

    /// <summary>The issuer of a sign-in that was bound, in the history alone.</summary>
    public static readonly PersonField Issuer = new("Issuer");

    /// <summary>The subject of a sign-in that was bound, in the history alone.</summary>
    public static readonly PersonField Subject = new("Subject");

    /// <summary>Why a request was refused, in the history alone.</summary>
    public static readonly PersonField Reason = new("Reason");

    /// <summary>Whether the field is a tick rather than a text.</summary>
    public bool IsCheckBox => this == HasLeft;

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
