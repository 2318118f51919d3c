using System.Collections.Immutable;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>The validation errors of a person; the names are the keys of the messages (K14).</summary>
public enum PersonError
{
    /// <summary>No name.</summary>
    NameMissing,

    /// <summary>A name over 100 characters.</summary>
    NameTooLong,

    /// <summary>A name with line breaks, control characters or bidirectional formatting characters.</summary>
    NameNotPlain,

    /// <summary>No e-mail address.</summary>
    EmailMissing,

    /// <summary>An address over 254 characters.</summary>
    EmailTooLong,

    /// <summary>Not one e-mail address.</summary>
    EmailMalformed,

    /// <summary>A new person with neither RID nor UUID (P1).</summary>
    IdentifierMissing,

    /// <summary>A RID that is not 8-20 digits.</summary>
    RidMalformed,

    /// <summary>A RID that another person of the organisation has.</summary>
    RidTaken,

    /// <summary>Not a UUID.</summary>
    UuidMalformed,

    /// <summary>A UUID that another person of the organisation has.</summary>
    UuidTaken,

    /// <summary>A changed RID or UUID of a person who has left or is marked as left by the same save (P5).</summary>
    IdentifierOfLeft,
}

/// <summary>A validation error and its field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Holder">The name of the person who has the RID or UUID, when it is taken; else null.</param>
public sealed record PersonValidationError(PersonField Field, PersonError Error, string? Holder = null);

/// <summary>Validates a person's fields, in the order of the form. Pure.</summary>
public static class PersonRules
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int LongestName = 100;

    private sealed record Rule(PersonField Field, PersonError Error, Func<PersonValues, bool> Holds);

    private static readonly Rule EmailPresent = new(PersonField.Email, PersonError.EmailMissing, v => v.Email.Length > 0);

    private static readonly ImmutableArray<Rule> Ordered =
    [
        new(PersonField.Name, PersonError.NameMissing, v => !string.IsNullOrWhiteSpace(v.Name)),
        new(PersonField.Name, PersonError.NameTooLong, v => v.Name.Length <= LongestName),
        new(PersonField.Name, PersonError.NameNotPlain, v => PlainText.IsPlain(v.Name)),
        EmailPresent,
        new(PersonField.Email, PersonError.EmailTooLong, v => v.Email.Length <= EmailAddress.Longest),
        new(PersonField.Email, PersonError.EmailMalformed, v => v.Email.Length == 0 || EmailAddress.IsValid(v.Email)),
        new(PersonField.Rid, PersonError.RidMalformed, v => v.Rid.Length == 0 || Rid.TryParse(v.Rid, out _)),
        new(
            PersonField.ProfessionalUuid, PersonError.UuidMalformed,
            v => v.ProfessionalUuid.Length == 0 || IdentifierText.UuidOf(v.ProfessionalUuid) is not null),
    ];

    /// <summary>
    /// Validates the normalised values; returns the first error of each field. Unchanged fields are not validated, so that a person whose
    /// e-mail address is unknown can be marked as left.
    /// </summary>
    /// <param name="values">The values, as they were typed.</param>
    /// <param name="before">The stored values; null for a new person.</param>
    public static ImmutableArray<PersonValidationError> Validate(PersonValues values, PersonValues? before)
    {
        var errors = Validate(values, Ordered);
        var normalised = values.Normalised();
        if (before is null && normalised is { Rid: "", ProfessionalUuid: "" })
            return [.. errors, new(PersonField.Rid, PersonError.IdentifierMissing)];
        if (before is null)
            return errors;

        var changed = normalised.DifferencesFrom(before);
        errors = errors.RemoveAll(error => !changed.Contains(error.Field));
        return normalised.HasLeft
            ?
            [
                .. errors,
                .. changed.Where(f => (f == PersonField.Rid || f == PersonField.ProfessionalUuid) && errors.All(e => e.Field != f))
                    .Select(f => new PersonValidationError(f, PersonError.IdentifierOfLeft)),
            ]
            : errors;
    }

    /// <summary>Validates the values of an access request (P3), which may lack an e-mail address, RID and UUID.</summary>
    public static ImmutableArray<PersonValidationError> ValidateRequest(PersonValues values) =>
        Validate(values, Ordered.Remove(EmailPresent));

    private static ImmutableArray<PersonValidationError> Validate(PersonValues values, ImmutableArray<Rule> rules)
    {
        var normalised = values.Normalised();
        return
        [
            .. rules.Where(rule => !rule.Holds(normalised))
                .DistinctBy(rule => rule.Field)
                .Select(rule => new PersonValidationError(rule.Field, rule.Error)),
        ];
    }
}
