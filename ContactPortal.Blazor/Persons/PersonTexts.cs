using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Imports;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;

namespace ContactPortal.Blazor.Persons;

/// <summary>The texts for the domain's person fields and validation errors, and the fields' element ids.</summary>
internal static class PersonTexts
{
    /// <summary>The field's label.</summary>
    public static string NameOf(PersonField field) => field switch
    {
        _ when field == PersonField.Name => ContactsTexts.FieldName,
        _ when field == PersonField.Email => ContactsTexts.FieldEmail,
        _ when field == PersonField.Rid => ContactsTexts.FieldRid,
        _ when field == PersonField.ProfessionalUuid => PersonsTexts.FieldUuid,
        _ when field == PersonField.HasLeft => PersonsTexts.FieldHasLeft,
        _ when field == PersonField.Issuer => PersonsTexts.FieldIssuer,
        _ when field == PersonField.Subject => PersonsTexts.FieldSubject,
        _ when field == PersonField.Source => ImportTexts.FromFile,
        _ when field == PersonField.DirectoryId => PersonsTexts.FieldDirectoryId,
        _ when field == PersonField.Reason => PersonsTexts.FieldReason,
        _ => field.Key,
    };

    /// <summary>The message for a validation error: what is wrong, and what to do about it (K14).</summary>
    public static string MessageFor(PersonValidationError rule) => rule.Error switch
    {
        PersonError.NameMissing => PersonsTexts.NameMissing,
        PersonError.NameTooLong => ContactsTexts.NameTooLong,
        PersonError.NameNotPlain => ContactsTexts.NameNotPlain.Format(CharacterTexts.Describe(rule.Detail!)),
        PersonError.NameMixesScripts => ContactsTexts.NameMixesScripts.Format(rule.Detail),
        PersonError.EmailMissing => PersonsTexts.EmailMissing,
        PersonError.EmailTooLong => ContactsTexts.EmailTooLong,
        PersonError.EmailNotPlain => ContactsTexts.EmailNotPlain.Format(CharacterTexts.Describe(rule.Detail!)),
        PersonError.EmailLookAlike => ContactsTexts.EmailLookAlike.Format(rule.Detail),
        PersonError.EmailMalformed => ContactsTexts.EmailMalformed,
        PersonError.EmailDomainRefused => ContactsTexts.EmailDomainRefused.Format(rule.Detail),
        PersonError.IdentifierMissing => PersonsTexts.IdentifierMissing,
        PersonError.RidMalformed => ContactsTexts.RidMalformed,
        PersonError.RidTaken => PersonsTexts.RidTaken.Format(rule.Detail),
        PersonError.UuidMalformed => PersonsTexts.UuidMalformed,
        PersonError.UuidTaken => PersonsTexts.UuidTaken.Format(rule.Detail),
        PersonError.IdentifierOfLeft => PersonsTexts.IdentifierOfLeft,
    };

    /// <summary>The sentence about a changed field.</summary>
    public static string SentenceOf(FieldChange change)
    {
        var field = new PersonField(change.Field);
        var name = NameOf(field);
        return field.IsCheckBox
            ? HistorySection.CheckBoxChange(name, PersonValues.IsTicked(change.To))
            : HistorySection.TextChange(name, change.From, change.To);
    }

    /// <summary>The identifier of a person with its kind, to tell persons of the same name apart; empty for a person without one.</summary>
    public static string IdentifierOf(PersonView person) => person.Rid switch
    {
        "" => "",
        var key when Rid.TryParse(key, out _) => $"{ContactsTexts.FieldRid} {key}",
        var key => $"{PersonsTexts.FieldUuid} {key}",
    };

    /// <summary>The names of the fields as a list in a sentence.</summary>
    public static string Listed(IEnumerable<PersonField> fields) => ContactTexts.Listed([.. fields.Select(NameOf)]);

    /// <summary>The element id of the field, for labels, messages and focus.</summary>
    public static string IdOf(PersonField field) => "person-" + field.Key.ToLowerInvariant();
}
