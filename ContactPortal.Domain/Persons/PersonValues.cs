using System.Collections.Immutable;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>What can be edited of a person in the directory, as one immutable value: in a draft as it was typed, else as it is stored.</summary>
public sealed record PersonValues : IFieldValues<PersonValues, PersonField>
{
    private const string Ticked = "true";
    private const string Unticked = "false";

    /// <summary>A new person before anything is typed.</summary>
    public static readonly PersonValues Empty = new();

    /// <summary>The fields, in the screen's order.</summary>
    public static ImmutableArray<PersonField> Fields { get; } =
        [PersonField.Name, PersonField.Email, PersonField.Rid, PersonField.ProfessionalUuid, PersonField.HasLeft];

    /// <summary>The full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The work address for e-mail.</summary>
    public string Email { get; init; } = "";

    /// <summary>The RID: digits when it is valid, empty when the person has none.</summary>
    public string Rid { get; init; } = "";

    /// <summary>The professional UUID: lower case with dashes when it is valid, empty when it is not known.</summary>
    public string ProfessionalUuid { get; init; } = "";

    /// <summary>Whether the person has left (P5).</summary>
    public bool HasLeft { get; init; }

    /// <summary>Whether the value is that of a ticked checkbox.</summary>
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

    /// <summary>The same values but for that tick.</summary>
    public PersonValues With(PersonField field, bool ticked) => With(field, ticked ? Ticked : Unticked);

    /// <inheritdoc />
    public ImmutableArray<PersonField> DifferencesFrom(PersonValues other) => [.. Fields.Where(field => this[field] != other[field])];

    /// <summary>
    /// As the values are stored: blanks around and doubled blanks left out, Unicode composed, UUIDs in lower case with dashes and without
    /// <c>urn:uuid:</c>. What is not valid stays as it was typed, so that the message about it can show it.
    /// </summary>
    public PersonValues Normalised() => this with
    {
        Name = PlainText.Composed(PlainText.Single(Name)),
        Email = PlainText.Composed(Email.Trim()),
        Rid = Rid.Trim(),
        ProfessionalUuid = IdentifierText.UuidOf(ProfessionalUuid) is { } uuid ? IdentifierText.Of(uuid) : ProfessionalUuid.Trim(),
    };
}
