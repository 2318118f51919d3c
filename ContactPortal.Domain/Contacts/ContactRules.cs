using System.Collections.Immutable;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Contacts;

/// <summary>Validates a contact's fields, in the order of the form. Pure.</summary>
public static class ContactRules
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int LongestName = PersonRules.LongestName;

    /// <summary>The maximum length of the field RID, which holds a UUID for a person without a RID; in characters.</summary>
    public const int LongestRid = 36;

    private sealed record Rule(
        ContactField Field, ContactError Error, Func<ContactValues, bool> Holds, Func<ContactValues, string?>? Detail = null)
    {
        /// <summary>A rule that is broken where there is something that the message names.</summary>
        public static Rule Without(ContactField field, ContactError error, Func<ContactValues, string?> find) =>
            new(field, error, values => find(values) is null, find);
    }

    private static readonly ImmutableArray<Rule> Ordered =
    [
        new(ContactField.Rid, ContactError.RidMissing, v => v.Rid.Length > 0),
        new(ContactField.Rid, ContactError.PersonNotChosen, v => !v.Rid.Any(char.IsLetter) || v.Rid.Any(char.IsDigit)),
        new(ContactField.Rid, ContactError.RidMalformed, v => PersonKey.IsOne(v.Rid)),
        new(ContactField.Name, ContactError.NameMissing, v => !string.IsNullOrWhiteSpace(v.Name)),
        new(ContactField.Name, ContactError.NameTooLong, v => v.Name.Length <= LongestName),
        Rule.Without(ContactField.Name, ContactError.NameNotPlain, v => PlainText.UntilFault(v.Name)),
        Rule.Without(ContactField.Name, ContactError.NameMixesScripts, v => Scripts.FindMixedWord(v.Name)),
        new(ContactField.Email, ContactError.EmailMissing, v => v.Email.Length > 0),
        new(ContactField.Email, ContactError.EmailTooLong, v => v.Email.Length <= EmailAddress.Longest),
        Rule.Without(ContactField.Email, ContactError.EmailNotPlain, v => PlainText.UntilFault(v.Email)),
        Rule.Without(ContactField.Email, ContactError.EmailLookAlike, v => EmailAddress.FindLookAlike(v.Email)),
        new(ContactField.Email, ContactError.EmailMalformed, v => EmailAddress.IsValid(v.Email)),
        .. RulesOfNumber(ContactField.Mobile, ContactError.MobileMalformed, v => v.Mobile),
        .. RulesOfNumber(ContactField.Phone, ContactError.PhoneMalformed, v => v.Phone),
    ];

    /// <summary>Whether the error is a question, which somebody who means the value answers with yes.</summary>
    public static bool IsQuestion(ContactError error) => error is ContactError.NameMixesScripts or ContactError.EmailDomainUnknown;

    /// <summary>Validates the normalised values; returns the first error of each field.</summary>
    /// <param name="values">The values, as they were typed.</param>
    /// <param name="deliveryTypes">The codes of the existing delivery types.</param>
    public static ImmutableArray<ValidationError> Validate(ContactValues values, IReadOnlyCollection<string> deliveryTypes)
    {
        var normalised = values.Normalised();
        return
        [
            .. Ordered.Where(rule => !rule.Holds(normalised))
                .DistinctBy(rule => rule.Field)
                .Select(rule => new ValidationError(rule.Field, rule.Error, rule.Detail?.Invoke(normalised))),
            .. normalised.Responsibilities.Except(deliveryTypes)
                .Select(type => new ValidationError(ContactField.ResponsibilityFor(type), ContactError.ResponsibilityUnknown)),
        ];
    }

    private static IEnumerable<Rule> RulesOfNumber(ContactField field, ContactError malformed, Func<ContactValues, string> number) =>
    [
        new(field, ContactError.NumberHasExtension, v => !PhoneNumber.HasExtension(number(v))),
        new(field, ContactError.NumberIsExtension, v => !PhoneNumber.IsExtension(number(v))),
        new(field, ContactError.NumberLacksCountry, v => !PhoneNumber.LacksCountry(number(v))),
        new(field, malformed, v => number(v).Length == 0 || PhoneNumber.IsValid(number(v))),
    ];
}
