using System.Collections.Immutable;

namespace ContactPortal.Domain.Deliveries;

/// <summary>The errors of a delivery that have the same code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Fields">The fields that they are in, in their order.</param>
/// <param name="Count">How many there are.</param>
public sealed record ErrorGroup(string Code, ImmutableArray<string> Fields, int Count);
