using System.Collections.Immutable;
using ContactPortal.Domain.History;

namespace ContactPortal.Domain.Persons;

/// <summary>What a command writes to a person.</summary>
/// <param name="Values">The new values.</param>
/// <param name="Kind">The kind of the history entry.</param>
/// <param name="SaveId">The id of the save.</param>
internal sealed record PersonWrite(PersonValues Values, HistoryKind Kind, Guid SaveId)
{
    /// <summary>The fields that somebody else changed meanwhile, whose values are kept (K13).</summary>
    public ImmutableArray<PersonField> Merged { get; init; } = [];
}
