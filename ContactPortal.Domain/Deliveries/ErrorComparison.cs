using System.Collections.Immutable;

namespace ContactPortal.Domain.Deliveries;

/// <summary>An error as it is taken in: masked, and with its likeness.</summary>
public sealed record ClaimedError(
    int Position, long Likeness, string Code, string Text, string Field, int? Line, string Reference);

/// <summary>An error of the delivery before: where it stood, and what makes it the same.</summary>
public readonly record struct PositionedFingerprint(int Position, long Fingerprint);

/// <summary>
/// Which errors of a delivery stand since the one before it, and which errors of that one are mended (D6). The same error twice in
/// both stands twice; twice before and once now means that one is mended.
/// </summary>
/// <param name="Errors">The delivery's errors.</param>
/// <param name="Standing">The positions of those that the delivery before had too.</param>
/// <param name="Mended">The positions, in the delivery before, of those that are gone.</param>
public sealed record ErrorComparison(ImmutableArray<ClaimedError> Errors, IReadOnlySet<int> Standing, ImmutableArray<int> Mended)
{
    /// <summary>Compares the errors of a delivery with those of the one before.</summary>
    public static ErrorComparison Of(ImmutableArray<ClaimedError> errors, IReadOnlyCollection<PositionedFingerprint> earlier)
    {
        // In one array by likeness, the first of each first: fifty thousand queues would take many times the room.
        var before = earlier.OrderBy(e => e.Fingerprint).ThenBy(e => e.Position).ToArray();
        var next = new Dictionary<long, int>(before.Length);
        for (var i = before.Length - 1; i >= 0; i--)
            next[before[i].Fingerprint] = i;

        var standing = new HashSet<int>();
        var stands = new bool[before.Length];
        foreach (var error in errors)
        {
            if (!next.TryGetValue(error.Likeness, out var at) || at == before.Length || before[at].Fingerprint != error.Likeness)
                continue;
            standing.Add(error.Position);
            stands[at] = true;
            next[error.Likeness] = at + 1;
        }

        return new(errors, standing, [.. before.Where((_, i) => !stands[i]).Select(e => e.Position).Order()]);
    }
}
