using System.Collections.Immutable;

namespace ContactPortal.Domain.Deliveries;

/// <summary>A received error: masked, with its fingerprint.</summary>
public sealed record ReceivedError(
    int Position, long Fingerprint, string Code, string Text, string Field, int? Line, string Reference);

/// <summary>The position and fingerprint of an error of the previous delivery.</summary>
public readonly record struct PositionedFingerprint(int Position, long Fingerprint);

/// <summary>
/// Compares a delivery's errors with the previous delivery's: which persist, and which are resolved (D6). Duplicates are counted: an error
/// twice before and once now persists once and is resolved once.
/// </summary>
/// <param name="Errors">The delivery's errors.</param>
/// <param name="Persisting">The positions of those that the previous delivery had too.</param>
/// <param name="Resolved">The positions, in the previous delivery, of its resolved errors.</param>
public sealed record ErrorComparison(ImmutableArray<ReceivedError> Errors, IReadOnlySet<int> Persisting, ImmutableArray<int> Resolved)
{
    /// <summary>Compares a delivery's errors with the previous delivery's.</summary>
    public static ErrorComparison Of(ImmutableArray<ReceivedError> errors, IReadOnlyCollection<PositionedFingerprint> earlier)
    {
        // One array sorted by fingerprint and position: a queue per fingerprint, up to 50,000, would take many times the memory.
        var previous = earlier.OrderBy(e => e.Fingerprint).ThenBy(e => e.Position).ToArray();
        var next = new Dictionary<long, int>(previous.Length);
        for (var i = previous.Length - 1; i >= 0; i--)
            next[previous[i].Fingerprint] = i;

        var persisting = new HashSet<int>();
        var matched = new bool[previous.Length];
        foreach (var error in errors)
        {
            if (!next.TryGetValue(error.Fingerprint, out var at) || at == previous.Length || previous[at].Fingerprint != error.Fingerprint)
                continue;
            persisting.Add(error.Position);
            matched[at] = true;
            next[error.Fingerprint] = at + 1;
        }

        return new(errors, persisting, [.. previous.Where((_, i) => !matched[i]).Select(e => e.Position).Order()]);
    }
}
