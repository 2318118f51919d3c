using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Blazor.Contacts;

/// <summary>A draft as the tab's own storage keeps it. It comes from a browser: nothing in it is trusted, and what is not known is left out.</summary>
internal sealed record StoredDraft(
    Guid? Contact, long Version, Guid Save, Dictionary<string, string>? Seen, Dictionary<string, string>? Typed)
{
    private const int Longest = 20_000;

    /// <summary>The draft, or null when it can't be read.</summary>
    public static ContactDraft? Read(string? json, IEnumerable<DeliveryType> types)
    {
        if (json is null or { Length: > Longest })
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

    /// <summary>The values as the browser is to compare with: every field by its key.</summary>
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
