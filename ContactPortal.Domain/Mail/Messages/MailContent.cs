using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactPortal.Domain.Mail;

/// <summary>A row of a mail's table: an error code, the fields that it is in, and how often it occurs.</summary>
public sealed record MailRow(string Code, string? Fields, int Count);

/// <summary>A mail's content, before it is rendered as plain text and HTML. It never holds a citizen's data (D9).</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Paragraphs">The sentences.</param>
/// <param name="Rows">The statement of errors; may be empty.</param>
/// <param name="Path">The path of the page that it links to.</param>
public sealed record MailContent(string Subject, ImmutableArray<string> Paragraphs, ImmutableArray<MailRow> Rows, string Path)
{
    /// <summary>The content as JSON, as stored in the outbox.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MailContentJson.Default.MailContent);

    /// <summary>Reads the content from JSON.</summary>
    public static MailContent FromJson(string json) =>
        JsonSerializer.Deserialize(json, MailContentJson.Default.MailContent)
            ?? throw new JsonException("The mail's stored content is null.");

    /// <summary>The same; null when it can't be read.</summary>
    public static MailContent? TryFromJson(string json)
    {
        try
        {
            return FromJson(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(MailContent))]
internal sealed partial class MailContentJson : JsonSerializerContext;
