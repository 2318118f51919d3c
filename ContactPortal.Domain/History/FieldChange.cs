using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactPortal.Domain.History;

/// <summary>A field's old and new value in one change.</summary>
/// <param name="Field">The field's key.</param>
/// <param name="From">The value before; empty when there was none.</param>
/// <param name="To">The value after.</param>
public sealed record FieldChange(string Field, string From, string To);

[JsonSerializable(typeof(ImmutableArray<FieldChange>))]
internal sealed partial class FieldChangeJson : JsonSerializerContext;
