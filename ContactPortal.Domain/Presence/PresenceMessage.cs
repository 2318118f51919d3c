using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactPortal.Domain.Presence;

/// <summary>The message to other processes about what a tab edits.</summary>
/// <param name="Organisation">The organisation's code.</param>
/// <param name="Editor">The editor; null when the tab has stopped editing.</param>
/// <param name="Tab">The tab.</param>
internal sealed record PresenceMessage(int Organisation, ContactEditor? Editor, Guid Tab)
{
    /// <summary>Parses a received message; null when it is in another format, as a newer version may send.</summary>
    public static PresenceMessage? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PresenceJson.Default.PresenceMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PresenceMessage))]
internal sealed partial class PresenceJson : JsonSerializerContext;
