using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>Validates a person's fields, in the order of the form. Pure.</summary>
public static class PersonRules
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int LongestName = 100;

    private sealed record Rule(
        PersonField Field, PersonError Error, Func<PersonValues, bool> Holds, Func<PersonValues, string?>? Detail = null)
    {
        /// <summary>A rule that is broken where there is something that the message names.</summary>
        public static Rule Without(PersonField field, PersonError error, Func<PersonValues, string?> find) =>
            new(field, error, values => find(values) is null, find);
    }

    private static readonly Rule EmailPresent = new(PersonField.Email, PersonError.EmailMissing, v => v.Email.Length > 0);

    private static readonly ImmutableArray<Rule> Ordered =
    [
        new(PersonField.Name, PersonError.NameMissing, v => !string.IsNullOrWhiteSpace(v.Name)),
        new(PersonField.Name, PersonError.NameTooLong, v => v.Name.Length <= LongestName),
        Rule.Without(PersonField.Name, PersonError.NameNotPlain, v => PlainText.UntilFault(v.Name)),
        Rule.Without(PersonField.Name, PersonError.NameMixesScripts, v => Scripts.FindMixedWord(v.Name)),
        EmailPresent,
        new(PersonField.Email, PersonError.EmailTooLong, v => v.Email.Length <= EmailAddress.Longest),
        Rule.Without(PersonField.Email, PersonError.EmailNotPlain, v => PlainText.UntilFault(v.Email)),
        Rule.Without(PersonField.Email, PersonError.EmailLookAlike, v => EmailAddress.FindLookAlike(v.Email)),
        new(PersonField.Email, PersonError.EmailMalformed, v => v.Email.Length == 0 || EmailAddress.IsValid(v.Email)),
        new(PersonField.Rid, PersonError.RidMalformed, v => v.Rid.Length == 0 || Rid.TryParse(v.Rid, out _)),
        new(
            PersonField.ProfessionalUuid, PersonError.UuidMalformed,
            v => v.ProfessionalUuid.Length == 0 || IdentifierText.UuidOf(v.ProfessionalUuid) is not null),
    ];

    /// <summary>Whether the error is a question, which somebody who means the value answers with yes.</summary>
    public static bool IsQuestion(PersonError error) => error is PersonError.NameMixesScripts;

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

    /// <summary>
    /// The error of a changed address whose domain the configuration does not give the organisation; none when there is one already.
    /// </summary>
    /// <param name="values">The values, as they were typed.</param>
    /// <param name="before">The stored values; null for a new person.</param>
    /// <param name="errors">The errors of the other rules.</param>
    /// <param name="organisations">The configuration.</param>
    /// <param name="organisation">The person's organisation.</param>
    public static ImmutableArray<PersonValidationError> ValidateDomain(
        PersonValues values, PersonValues? before, ImmutableArray<PersonValidationError> errors, OrganisationOptions organisations,
        OrganisationCode organisation)
    {
        var email = values.Normalised().Email;
        return email.Length > 0 && email != before?.Email && errors.All(e => e.Field != PersonField.Email)
            && organisations.RefusedDomains(organisation, email) is { } allowed
            ? [new(PersonField.Email, PersonError.EmailDomainRefused, allowed)]
            : [];
    }

    /// <summary>The error of an address alone, as one that is invited; null when it is valid.</summary>
    public static PersonValidationError? ValidateEmail(string email) =>
        Validate(new() { Email = email }, Ordered).FirstOrDefault(error => error.Field == PersonField.Email);

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
                .Select(rule => new PersonValidationError(rule.Field, rule.Error, rule.Detail?.Invoke(normalised))),
        ];
    }
}
