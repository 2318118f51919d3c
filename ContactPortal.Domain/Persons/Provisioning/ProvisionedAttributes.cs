using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// A user as a municipality's own directory describes it, value for value as it was sent (P8): the directory compares what it reads with
/// what it sent. Null is what it did not state; empty is what it cleared.
/// </summary>
public sealed record ProvisionedAttributes
{
    /// <summary>The maximum length of a user name, in characters.</summary>
    public const int LongestUserName = 320;

    /// <summary>The maximum length of any other text, in characters; a person's name and address have limits of their own.</summary>
    public const int LongestText = 320;

    /// <summary>The maximum number of e-mail addresses.</summary>
    public const int MostEmails = 10;

    /// <summary>What the directory calls the user; unique, whatever the case.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The directory's own id of the user: Entra ID's object id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The name to display.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The parts of the name.</summary>
    public ProvisionedName? Name { get; init; }

    /// <summary>The e-mail addresses; null when it did not state any.</summary>
    public ImmutableArray<ProvisionedEmail>? Emails { get; init; }

    /// <summary>The RID.</summary>
    public string? Rid { get; init; }

    /// <summary>The professional UUID.</summary>
    public string? ProfessionalUuid { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    internal static ProvisionedAttributes Of(string json) =>
        JsonSerializer.Deserialize(json, ProvisionedJson.Default.ProvisionedAttributes)!;

    /// <summary>The attributes as they are stored; equal texts are equal attributes.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, ProvisionedJson.Default.ProvisionedAttributes);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ProvisionedAttributes))]
internal sealed partial class ProvisionedJson : JsonSerializerContext;
