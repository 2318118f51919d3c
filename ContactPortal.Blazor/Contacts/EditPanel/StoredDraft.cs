using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// A draft as stored in the tab's session storage. It comes from a browser and is not trusted; unknown fields are ignored.
/// </summary>
internal sealed record StoredDraft(
    Guid? Contact, long Version, Guid Save, Dictionary<string, string>? Seen, Dictionary<string, string>? Typed)
{
    private const int MaxLength = 20_000;

    /// <summary>The draft, or null if the JSON is too long or invalid.</summary>
    public static ContactDraft? Read(string? json, IEnumerable<DeliveryType> types)
    {
        if (json is null or { Length: > MaxLength })
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, StoredDraftJson.Default.StoredDraft)?.ToDraft([.. types]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The values as JSON, each field by its key, for drafts.js to compare with.</summary>
    public static string Write(ContactValues values, IEnumerable<DeliveryType> types) =>
        JsonSerializer.Serialize(FieldsWith(types).ToDictionary(f => f.Key, f => values[f]), StoredDraftJson.Default.DictionaryStringString);

    private static IEnumerable<ContactField> FieldsWith(IEnumerable<DeliveryType> types) =>
        [.. ContactValues.FixedFields, .. types.Select(t => ContactField.ResponsibilityFor(t.Code))];

    private static ContactValues ValuesOf(Dictionary<string, string>? fields, IEnumerable<DeliveryType> types) =>
        FieldsWith(types).Aggregate(
            ContactValues.Empty, (values, field) => fields?.GetValueOrDefault(field.Key) is { } value ? values.With(field, value) : values);

    private ContactDraft ToDraft(IReadOnlyCollection<DeliveryType> types) => new()
    {
        ContactId = Contact,
        Version = Version,
        SaveId = Save,
        Seen = ValuesOf(Seen, types),
        Typed = ValuesOf(Typed, types),
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StoredDraft))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StoredDraftJson : JsonSerializerContext;
