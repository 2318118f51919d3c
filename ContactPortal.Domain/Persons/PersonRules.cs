using System.Collections.Immutable;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>What can be wrong with a person in the directory; the message is a text looked up by this name (K14).</summary>
public enum PersonError
{
    /// <summary>No name.</summary>
    NameMissing,

    /// <summary>A name over 100 characters.</summary>
    NameTooLong,

    /// <summary>A name with line breaks, control characters or marks that turn the direction of writing.</summary>
    NameNotPlain,

    /// <summary>No e-mail address.</summary>
    EmailMissing,

    /// <summary>An address over 254 characters.</summary>
    EmailTooLong,

    /// <summary>Not one e-mail address.</summary>
    EmailMalformed,

    /// <summary>A new person with neither RID nor UUID.</summary>
    IdentifierMissing,

    /// <summary>A RID that is not 8-20 digits.</summary>
    RidMalformed,

    /// <summary>A RID that another person of the organisation has.</summary>
    RidTaken,

    /// <summary>Not a UUID.</summary>
    UuidMalformed,

    /// <summary>A UUID that another person of the organisation has.</summary>
    UuidTaken,

    /// <summary>Another RID or UUID for somebody who has left, or leaves: take the person back, or correct it, first.</summary>
    IdentifierOfLeft,
}

/// <summary>A rule that a person breaks, and the field whose value has to be mended.</summary>
/// <param name="Field">The field.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Holder">The name of who has the RID or UUID, when it is taken.</param>
public sealed record PersonValidationError(PersonField Field, PersonError Error, string? Holder = null);

/// <summary>The rules of a person's fields, in the order in which the screen shows them. Pure: the same values break the same rules.</summary>
public static class PersonRules
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int LongestName = 100;

    private sealed record Rule(PersonField Field, PersonError Error, Func<PersonValues, bool> Holds);

    private static readonly Rule EmailIsThere = new(PersonField.Email, PersonError.EmailMissing, v => v.Email.Length > 0);

    private static readonly ImmutableArray<Rule> Ordered =
    [
        new(PersonField.Name, PersonError.NameMissing, v => !string.IsNullOrWhiteSpace(v.Name)),
        new(PersonField.Name, PersonError.NameTooLong, v => v.Name.Length <= LongestName),
        new(PersonField.Name, PersonError.NameNotPlain, v => PlainText.IsPlain(v.Name)),
        EmailIsThere,
        new(PersonField.Email, PersonError.EmailTooLong, v => v.Email.Length <= EmailAddress.Longest),
        new(PersonField.Email, PersonError.EmailMalformed, v => v.Email.Length == 0 || EmailAddress.IsValid(v.Email)),
        new(PersonField.Rid, PersonError.RidMalformed, v => v.Rid.Length == 0 || Rid.TryParse(v.Rid, out _)),
        new(PersonField.ProfessionalUuid, PersonError.UuidMalformed, v => v.ProfessionalUuid.Length == 0 || IdentifierText.UuidOf(v.ProfessionalUuid) is not null),
    ];

    /// <summary>
    /// The rules that the values break once they are normalised: the first one of each field. What stays as it was is not in the way of
    /// anything: somebody whose address is not known can leave.
    /// </summary>
    /// <param name="values">The values, as they were typed.</param>
    /// <param name="before">What they were; null for somebody who is added by hand.</param>
    public static ImmutableArray<PersonValidationError> Validate(PersonValues values, PersonValues? before)
    {
        var errors = Validate(values, Ordered);
        var normalised = values.Normalised();
        if (before is null && normalised is { Rid: "", ProfessionalUuid: "" })
            return [.. errors, new(PersonField.Rid, PersonError.IdentifierMissing)];
        if (before is null)
            return errors;

        var changed = normalised.DifferencesFrom(before);
        errors = errors.RemoveAll(rule => !changed.Contains(rule.Field));
        return normalised.HasLeft
            ?
            [
                .. errors,
                .. changed.Where(f => (f == PersonField.Rid || f == PersonField.ProfessionalUuid) && errors.All(b => b.Field != f))
                    .Select(f => new PersonValidationError(f, PersonError.IdentifierOfLeft)),
            ]
            : errors;
    }

    /// <summary>The rules that somebody breaks who is admitted with what a sign-in said: the e-mail address need not be known yet.</summary>
    public static ImmutableArray<PersonValidationError> ValidateAdmitted(PersonValues values) => Validate(values, Ordered.Remove(EmailIsThere));

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
