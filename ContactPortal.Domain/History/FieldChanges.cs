using System.Collections.Immutable;
using System.Text.Json;

namespace ContactPortal.Domain.History;

/// <summary>Serialises the field changes of a history entry.</summary>
public static class FieldChanges
{
    /// <summary>The key of the name of the person whom a change of rights concerns.</summary>
    internal const string Person = nameof(Person);

    /// <summary>The end of the keys of ids, which are recorded for the verification and not shown.</summary>
    internal const string IdSuffix = "Id";

    /// <summary>The key of a reason.</summary>
    internal const string Reason = nameof(Reason);

    /// <summary>The key of the name of the file that a change comes from (P7, P9); not a field of what was changed.</summary>
    public const string Source = nameof(Source);

    /// <summary>The changes, followed by the file that they come from; null for none.</summary>
    internal static ImmutableArray<FieldChange> WithSource(IEnumerable<FieldChange> changes, string? source) =>
        source is null ? [.. changes] : [.. changes, new(Source, "", source)];

    /// <summary>Reads the changes of the fields from JSON, without where they come from; none when they were erased.</summary>
    internal static ImmutableArray<FieldChange> ReadFields(string? json) => Read(json).RemoveAll(change => change.Field == Source);

    /// <summary>Writes the changes as JSON.</summary>
    public static string Write(ImmutableArray<FieldChange> changes) =>
        JsonSerializer.Serialize(changes, FieldChangeJson.Default.ImmutableArrayFieldChange);

    /// <summary>Reads the changes from JSON; none when they were erased.</summary>
    public static ImmutableArray<FieldChange> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, FieldChangeJson.Default.ImmutableArrayFieldChange);
}
