using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactPortal.Domain.Mail;

/// <summary>A line of a letter's table: an error code, its text and how often it occurs.</summary>
public sealed record MailRow(string Code, string Text, int Count);

/// <summary>What a mail says, before it is written as plain text and HTML. It never holds a citizen's data (D9).</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Paragraphs">The sentences.</param>
/// <param name="Rows">The statement of errors; often none.</param>
/// <param name="Path">The portal's page that it leads to.</param>
public sealed record MailContent(string Subject, ImmutableArray<string> Paragraphs, ImmutableArray<MailRow> Rows, string Path)
{
    /// <summary>The letter as the outbox keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MailContentJson.Default.MailContent);

    /// <summary>The letter that the outbox kept.</summary>
    public static MailContent FromJson(string json) =>
        JsonSerializer.Deserialize(json, MailContentJson.Default.MailContent) ?? throw new JsonException("There is no letter in the outbox's mail.");
}

[JsonSerializable(typeof(MailContent))]
internal sealed partial class MailContentJson : JsonSerializerContext;
