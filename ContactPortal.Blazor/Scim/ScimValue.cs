using System.Text.Json;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Scim;

/// <summary>Reads values as directories send them: texts and booleans as JSON or as text, alone or as an object's value.</summary>
internal static class ScimValue
{
    /// <summary>The text; empty for null. Refused: an object without a value, and a text that is too long or no text.</summary>
    public static string Text(JsonElement value, string path)
    {
        var single = Single(value);
        var text = single.ValueKind switch
        {
            JsonValueKind.String => String(single, path),
            JsonValueKind.Number => single.GetRawText(),
            JsonValueKind.Null => "",
            _ => throw Invalid(path),
        };
        return text.Length <= ProvisionedAttributes.LongestText ? text : throw Invalid(path);
    }

    /// <summary>The boolean, also as a text in any case.</summary>
    public static bool Boolean(JsonElement value, string path)
    {
        var single = Single(value);
        return single.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(String(single, path), out var parsed) => parsed,
            _ => throw Invalid(path),
        };
    }

    /// <summary>The property of an object in any case; null when it has none.</summary>
    public static JsonElement? Property(JsonElement value, string name)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    /// <summary>A value that is none of the attribute.</summary>
    public static ScimException Invalid(string path) =>
        ScimException.BadRequest(ScimErrorType.InvalidValue, nameof(ScimTexts.ValueInvalid), path);

    // Entra ID sends the value of some attributes as [{"value":"…"}].
    private static JsonElement Single(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() == 1 => Single(value[0]),
        JsonValueKind.Object when Property(value, ScimPath.Value) is { } inner => inner,
        _ => value,
    };

    private static string String(JsonElement value, string path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw Invalid(path);
        }
    }
}
