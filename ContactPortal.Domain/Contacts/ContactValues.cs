using System.Collections.Immutable;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Contacts;

/// <summary>A contact's editable values, immutable: in a draft as typed, in a snapshot as stored.</summary>
public sealed record ContactValues : IFieldValues<ContactValues, ContactField>
{
    private const string Ticked = "true";
    private const string Unticked = "false";

    /// <summary>A new contact before anything is typed.</summary>
    public static readonly ContactValues Empty = new();

    /// <summary>The RID, digits only when valid; or the UUID of a person without a RID.</summary>
    public string Rid { get; init; } = "";

    /// <summary>The person's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The e-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The mobile number: E.164 when stored, in groups when shown, empty when there is none.</summary>
    public string Mobile { get; init; } = "";

    /// <summary>The telephone number, kept as <see cref="Mobile"/>.</summary>
    public string Phone { get; init; } = "";

    /// <summary>The codes of the delivery types that the contact is responsible for (K7).</summary>
    public ImmutableSortedSet<string> Responsibilities
    {
        get;

        // Ordinal, or the order in the history would depend on the culture: in Danish RAADIGHED (Aa) sorts last.
        init => field = value.WithComparer(StringComparer.Ordinal);
    } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether the contact is deactivated (K8).</summary>
    public bool Deactivated { get; init; }

    /// <summary>The fields that every contact has, in the order of the form; the responsibilities follow them.</summary>
    public static readonly ImmutableArray<ContactField> FixedFields =
        [ContactField.Rid, ContactField.Name, ContactField.Email, ContactField.Mobile, ContactField.Phone, ContactField.Deactivated];

    /// <summary>The field's value as text; a check box is "true" or "false".</summary>
    public string this[ContactField field] => field switch
    {
        _ when field == ContactField.Rid => Rid,
        _ when field == ContactField.Name => Name,
        _ when field == ContactField.Email => Email,
        _ when field == ContactField.Mobile => Mobile,
        _ when field == ContactField.Phone => Phone,
        _ when field == ContactField.Deactivated => Tick(Deactivated),
        { DeliveryType: { } type } => Tick(Responsibilities.Contains(type)),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Contacts have no such field."),
    };

    /// <summary>Whether a check box's value, as text, is set.</summary>
    public static bool IsTicked(string value) => value == Ticked;

    /// <summary>A copy with that field changed.</summary>
    public ContactValues With(ContactField field, string value) => field switch
    {
        _ when field == ContactField.Rid => this with { Rid = value },
        _ when field == ContactField.Name => this with { Name = value },
        _ when field == ContactField.Email => this with { Email = value },
        _ when field == ContactField.Mobile => this with { Mobile = value },
        _ when field == ContactField.Phone => this with { Phone = value },
        _ when field == ContactField.Deactivated => this with { Deactivated = IsTicked(value) },
        { DeliveryType: { } type } =>
            this with { Responsibilities = IsTicked(value) ? Responsibilities.Add(type) : Responsibilities.Remove(type) },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Contacts have no such field."),
    };

    /// <summary>A copy with that check box changed.</summary>
    public ContactValues With(ContactField field, bool ticked) => With(field, Tick(ticked));

    /// <summary>The fields in which the values differ, in the order of the form.</summary>
    public ImmutableArray<ContactField> DifferencesFrom(ContactValues other) =>
        [.. FieldsOf(this, other).Where(field => this[field] != other[field])];

    /// <summary>
    /// The values as stored: surrounding and double blanks removed, ordinary forms of letters and blanks, Unicode composed (NFC), phone
    /// numbers in E.164. Invalid values stay as typed, so that the message can show them.
    /// </summary>
    public ContactValues Normalised() => this with
    {
        Rid = IdentifierText.UuidOf(Rid) is { } uuid ? IdentifierText.Of(uuid) : Rid.Trim(),
        Name = PlainText.CollapseBlanks(PlainText.Clean(Name)),
        Email = PlainText.Clean(Email.Trim()),
        Mobile = PhoneNumber.Normalised(Mobile),
        Phone = PhoneNumber.Normalised(Phone),
    };

    /// <summary>The values as shown in fields: phone numbers in Danish groups.</summary>
    public ContactValues Shown() => this with { Mobile = PhoneNumber.Shown(Mobile), Phone = PhoneNumber.Shown(Phone) };

    /// <summary>Whether every field has the same value.</summary>
    public bool Equals(ContactValues? other) =>
        other is not null && (ReferenceEquals(this, other) || DifferencesFrom(other).IsEmpty);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Rid, Name, Email, Mobile, Phone, Responsibilities.Count, Deactivated);

    /// <summary>The fields of a contact with either of the values.</summary>
    internal static IEnumerable<ContactField> FieldsOf(ContactValues one, ContactValues other) =>
        FixedFields.Concat(one.Responsibilities.Union(other.Responsibilities).Select(ContactField.ResponsibilityFor));

    private static string Tick(bool ticked) => ticked ? Ticked : Unticked;
}
