using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactPortal.Domain.History;

/// <summary>One field of one change: what it was, what it became.</summary>
/// <param name="Field">The field's key.</param>
/// <param name="From">The value before; empty when there was none.</param>
/// <param name="To">The value after.</param>
public sealed record FieldChange(string Field, string From, string To);

/// <summary>How the fields of a change are written into a line of history.</summary>
public static class FieldChanges
{
    /// <summary>As JSON.</summary>
    public static string Write(ImmutableArray<FieldChange> changes) => JsonSerializer.Serialize(changes, FieldChangeJson.Default.ImmutableArrayFieldChange);

    /// <summary>From JSON; nothing when it was erased.</summary>
    public static ImmutableArray<FieldChange> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, FieldChangeJson.Default.ImmutableArrayFieldChange);
}

[JsonSerializable(typeof(ImmutableArray<FieldChange>))]
internal sealed partial class FieldChangeJson : JsonSerializerContext;
