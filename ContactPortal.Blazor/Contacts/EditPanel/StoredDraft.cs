using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// A draft as stored in the tab's session storage. It comes from a browser and is not trusted; unknown fields are ignored.
/// </summary>
internal sealed record StoredDraft(
    Guid? Contact, long Version, Guid Save, Dictionary<string, string>? Seen, Dictionary<string, string>? Typed)
{
    private const int MaxLength = 20_000;

    /// <summary>The draft of a contact, or null if the JSON is too long or invalid.</summary>
    public static ContactDraft? Read(string? json, IEnumerable<DeliveryType> types) => Parse(json)?.ToDraft([.. types]);

    /// <summary>The draft of a person, or null if the JSON is too long or invalid.</summary>
    public static PersonDraft? ReadPerson(string? json) => Parse(json)?.ToPersonDraft();

    /// <summary>The values as JSON, each field by its key, for drafts.js to compare with.</summary>
    public static string Write(ContactValues values, IEnumerable<DeliveryType> types) =>
        Write(FieldsWith(types).ToDictionary(f => f.Key, f => values[f]));

    /// <summary>The same for a person's values.</summary>
    public static string Write(PersonValues values) => Write(PersonValues.Fields.ToDictionary(f => f.Key, f => values[f]));

    private static string Write(Dictionary<string, string> fields) =>
        JsonSerializer.Serialize(fields, StoredDraftJson.Default.DictionaryStringString);

    private static StoredDraft? Parse(string? json)
    {
        if (json is null or { Length: > MaxLength })
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, StoredDraftJson.Default.StoredDraft);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<ContactField> FieldsWith(IEnumerable<DeliveryType> types) =>
        [.. ContactValues.FixedFields, .. types.Select(t => ContactField.ResponsibilityFor(t.Code))];

    private static TValues ValuesOf<TValues, TField>(
        Dictionary<string, string>? stored, IEnumerable<TField> fields, Func<TField, string> keyOf, TValues empty)
        where TValues : IFieldValues<TValues, TField> =>
        fields.Aggregate(
            empty, (values, field) => stored?.GetValueOrDefault(keyOf(field)) is { } value ? values.With(field, value) : values);

    private ContactDraft ToDraft(IReadOnlyCollection<DeliveryType> types) => new()
    {
        ContactId = Contact,
        Version = Version,
        SaveId = Save,
        Seen = ValuesOf(Seen, FieldsWith(types), f => f.Key, ContactValues.Empty),
        Typed = ValuesOf(Typed, FieldsWith(types), f => f.Key, ContactValues.Empty),
    };

    private PersonDraft ToPersonDraft() => new()
    {
        PersonId = Contact,
        Version = Version,
        SaveId = Save,
        Seen = ValuesOf(Seen, PersonValues.Fields, f => f.Key, PersonValues.Empty),
        Typed = ValuesOf(Typed, PersonValues.Fields, f => f.Key, PersonValues.Empty),
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StoredDraft))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StoredDraftJson : JsonSerializerContext;
