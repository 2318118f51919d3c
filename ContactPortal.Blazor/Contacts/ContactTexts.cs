using ContactPortal.Blazor.Imports;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Contacts;

/// <summary>The texts for the domain's contact fields and validation errors, and the fields' element ids.</summary>
internal static class ContactTexts
{
    /// <summary>The field's label.</summary>
    public static string NameOf(ContactField field, IEnumerable<DeliveryType> types) => field switch
    {
        _ when field == ContactField.Rid => ContactsTexts.FieldRid,
        _ when field == ContactField.Name => ContactsTexts.FieldName,
        _ when field == ContactField.Email => ContactsTexts.FieldEmail,
        _ when field == ContactField.Mobile => ContactsTexts.FieldMobile,
        _ when field == ContactField.Phone => ContactsTexts.FieldPhone,
        _ when field == ContactField.Deactivated => ContactsTexts.FieldDeactivated,
        _ when field == ContactField.AbsentFrom => ContactsTexts.AbsenceFrom,
        _ when field == ContactField.AbsentUntil => ContactsTexts.AbsenceUntil,
        _ when field == ContactField.Substitute => ContactsTexts.AbsenceSubstitute,
        _ when field == ContactField.BouncedAddress => ContactsTexts.FieldBouncedAddress,
        _ when field == ContactField.Source => ImportTexts.FromFile,
        _ when field == ContactField.BounceCause => ContactsTexts.FieldBounceCause,
        _ => types.FirstOrDefault(t => t.Code == field.DeliveryType)?.Name ?? field.Key,
    };

    /// <summary>The message for a validation error: what is wrong, and what to do about it (K14).</summary>
    public static string MessageFor(ValidationError rule, string organisation, IEnumerable<Person> administrators) => rule.Error switch
    {
        ContactError.RidMissing => ContactsTexts.RidMissing,
        ContactError.PersonNotChosen => ContactsTexts.PersonNotChosen,
        ContactError.RidMalformed => ContactsTexts.RidMalformed,
        ContactError.RidUnknown => ContactsTexts.RidUnknown.Format(organisation, string.Join(", ", administrators.Select(a => a.Name))),
        ContactError.NameMissing => ContactsTexts.NameMissing,
        ContactError.NameTooLong => ContactsTexts.NameTooLong,
        ContactError.NameNotPlain => ContactsTexts.NameNotPlain.Format(CharacterTexts.Describe(rule.Detail!)),
        ContactError.NameMixesScripts => ContactsTexts.NameMixesScripts.Format(rule.Detail),
        ContactError.EmailMissing => ContactsTexts.EmailMissing,
        ContactError.EmailTooLong => ContactsTexts.EmailTooLong,
        ContactError.EmailNotPlain => ContactsTexts.EmailNotPlain.Format(CharacterTexts.Describe(rule.Detail!)),
        ContactError.EmailLookAlike => ContactsTexts.EmailLookAlike.Format(rule.Detail),
        ContactError.EmailMalformed => ContactsTexts.EmailMalformed,
        ContactError.NumberHasExtension => ContactsTexts.NumberHasExtension,
        ContactError.NumberIsExtension => ContactsTexts.NumberIsExtension,
        ContactError.NumberLacksCountry => ContactsTexts.NumberLacksCountry,
        ContactError.EmailDomainRefused => ContactsTexts.EmailDomainRefused.Format(rule.Detail),
        ContactError.EmailDomainUnknown => ContactsTexts.EmailDomainUnknown.Format(rule.Detail),
        ContactError.MobileMalformed => ContactsTexts.MobileMalformed,
        ContactError.PhoneMalformed => ContactsTexts.PhoneMalformed,
        ContactError.ResponsibilityUnknown => ContactsTexts.ResponsibilityUnknown,
    };

    /// <summary>The names as a list in a sentence: "Ali, Mette og Søren".</summary>
    public static string Listed(IReadOnlyList<string> names) =>
        ListFormat.Join(names, (allButLast, last) => ContactsTexts.MailAnd.Format(allButLast, last));

    /// <summary>A field's stored value in its display format: phone numbers in groups.</summary>
    public static string Shown(ContactField field, string value) =>
        field == ContactField.Mobile || field == ContactField.Phone ? PhoneNumber.Shown(value) : value;

    /// <summary>The sentence about a changed field.</summary>
    public static string SentenceOf(FieldChange change, IEnumerable<DeliveryType> types)
    {
        var field = new ContactField(change.Field);
        var name = NameOf(field, types);
        return field.IsCheckBox
            ? HistorySection.CheckBoxChange(name, ContactValues.IsTicked(change.To))
            : HistorySection.TextChange(name, Shown(field, change.From), Shown(field, change.To));
    }

    /// <summary>The element id of the field, for labels, messages and focus.</summary>
    public static string IdOf(ContactField field) => "felt-" + field.Key.Replace(':', '-').ToLowerInvariant();

    /// <summary>When the mails go that a change causes, as the end of a sentence.</summary>
    public static string WhenMailsGo(TimeSpan holdFor) => Math.Ceiling(holdFor.TotalMinutes) switch
    {
        <= 0 => ContactsTexts.MailAtOnce,
        1 => ContactsTexts.MailInOneMinute,
        var minutes => ContactsTexts.MailInMinutes.Format(minutes),
    };
}
