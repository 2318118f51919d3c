using System.Collections.Immutable;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>The editable values of a person, as one immutable value: as typed in a draft, normalised when stored.</summary>
public sealed record PersonValues : IFieldValues<PersonValues, PersonField>
{
    private const string Ticked = "true";
    private const string Unticked = "false";

    /// <summary>The values of a new person before anything is typed.</summary>
    public static readonly PersonValues Empty = new();

    /// <summary>All fields, in the order of the form.</summary>
    public static ImmutableArray<PersonField> Fields { get; } =
        [PersonField.Name, PersonField.Email, PersonField.Rid, PersonField.ProfessionalUuid, PersonField.HasLeft];

    /// <summary>The full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The work e-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The RID, digits only when valid; empty when the person has none.</summary>
    public string Rid { get; init; } = "";

    /// <summary>The professional UUID, in lower case with dashes when normalised and valid; empty when it is unknown.</summary>
    public string ProfessionalUuid { get; init; } = "";

    /// <summary>Whether the person has left (P5).</summary>
    public bool HasLeft { get; init; }

    /// <summary>Whether the value is that of a ticked check box.</summary>
    public static bool IsTicked(string value) => value == Ticked;

    /// <inheritdoc />
    public string this[PersonField field] => field switch
    {
        _ when field == PersonField.Name => Name,
        _ when field == PersonField.Email => Email,
        _ when field == PersonField.Rid => Rid,
        _ when field == PersonField.ProfessionalUuid => ProfessionalUuid,
        _ when field == PersonField.HasLeft => HasLeft ? Ticked : Unticked,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Persons have no such field."),
    };

    /// <inheritdoc />
    public PersonValues With(PersonField field, string value) => field switch
    {
        _ when field == PersonField.Name => this with { Name = value },
        _ when field == PersonField.Email => this with { Email = value },
        _ when field == PersonField.Rid => this with { Rid = value },
        _ when field == PersonField.ProfessionalUuid => this with { ProfessionalUuid = value },
        _ when field == PersonField.HasLeft => this with { HasLeft = IsTicked(value) },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Persons have no such field."),
    };

    /// <summary>The values with a check box changed.</summary>
    public PersonValues With(PersonField field, bool ticked) => With(field, ticked ? Ticked : Unticked);

    /// <inheritdoc />
    public ImmutableArray<PersonField> DifferencesFrom(PersonValues other) =>
        [.. Fields.Where(field => this[field] != other[field])];

    /// <summary>
    /// The values as they are stored: trimmed, repeated blanks collapsed, ordinary forms of letters, Unicode composed, UUIDs in lower case
    /// with dashes and without <c>urn:uuid:</c>. Invalid values stay as typed.
    /// </summary>
    public PersonValues Normalised() => this with
    {
        Name = PlainText.CollapseBlanks(PlainText.Clean(Name)),
        Email = PlainText.Clean(Email.Trim()),
        Rid = Rid.Trim(),
        ProfessionalUuid = IdentifierText.UuidOf(ProfessionalUuid) is { } uuid ? IdentifierText.Of(uuid) : ProfessionalUuid.Trim(),
    };
}
