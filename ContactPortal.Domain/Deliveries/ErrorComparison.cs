using System.Collections.Immutable;

namespace ContactPortal.Domain.Deliveries;

/// <summary>An error as it is taken in: masked, and with its likeness.</summary>
public sealed record TakenError(
    int Position, long Likeness, string Code, string Text, string Field, int? Line, string Reference);

/// <summary>An error of the delivery before: where it stood, and what makes it the same.</summary>
public readonly record struct LikenessAt(int Position, long Likeness);

/// <summary>
/// Which errors of a delivery stand since the one before it, and which errors of that one are mended (D6). The same error twice in
/// both stands twice; twice before and once now means that one is mended.
/// </summary>
/// <param name="Errors">The delivery's errors.</param>
/// <param name="Standing">The positions of those that the delivery before had too.</param>
/// <param name="Mended">The positions, in the delivery before, of those that are gone.</param>
public sealed record ErrorComparison(ImmutableArray<TakenError> Errors, ImmutableHashSet<int> Standing, ImmutableArray<int> Mended)
{
    /// <summary>Compares the errors of a delivery with those of the one before.</summary>
    public static ErrorComparison Of(ImmutableArray<TakenError> errors, IReadOnlyCollection<LikenessAt> earlier)
    {
        var left = earlier.GroupBy(e => e.Likeness).ToDictionary(g => g.Key, g => new Queue<int>(g.Select(e => e.Position)));
        var standing = ImmutableHashSet.CreateBuilder<int>();
        foreach (var error in errors)
        {
            if (left.TryGetValue(error.Likeness, out var positions) && positions.TryDequeue(out _))
                standing.Add(error.Position);
        }

        return new(errors, standing.ToImmutable(), [.. left.Values.SelectMany(positions => positions).Order()]);
    }
}
