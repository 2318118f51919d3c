using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>The result of a search for persons.</summary>
/// <param name="Persons">The first of them, the best first.</param>
/// <param name="Total">How many were found in all.</param>
public sealed record PersonHits(ImmutableArray<FoundPerson> Persons, int Total)
{
    /// <summary>Nobody was found.</summary>
    public static readonly PersonHits None = new([], 0);
}
