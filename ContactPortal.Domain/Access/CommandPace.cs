using System.Collections.Concurrent;

namespace ContactPortal.Domain.Access;

/// <summary>
/// Bounds how fast one person changes data: a burst, and then a pace that no human reaches. Otherwise one page could keep the writer lock
/// busy, and fill a history without end. Each process counts for itself; a browser stays at one process. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="options">The burst and the pace.</param>
public sealed class CommandPace(TimeProvider clock, CommandPaceOptions options)
{
    private const int MostIdle = 1000;

    private readonly ConcurrentDictionary<Guid, Bucket> buckets = [];

    /// <summary>
    /// Counts a command of the actor. An operator is not bounded. Refused, with a <see cref="PaceExceededException"/>: a command too fast.
    /// </summary>
    public void Take(Actor actor)
    {
        if (Operator.Is(actor))
            return;
        var now = clock.GetUtcNow();
        if (buckets.Count > MostIdle)
            RemoveFull(now);
        TimeSpan? wait = null;
        buckets.AddOrUpdate(actor.PersonId, _ =>
        {
            wait = null;
            return new(options.Burst - 1, now);
        }, (_, bucket) =>
        {
            var tokens = TokensAt(bucket, now);
            wait = tokens < 1 ? TimeSpan.FromSeconds((1 - tokens) / options.PerSecond) : null;
            return wait is null ? new(tokens - 1, now) : new(tokens, now);
        });
        if (wait is { } time)
            throw new PaceExceededException(time);
    }

    private double TokensAt(Bucket bucket, DateTimeOffset now) =>
        Math.Min(options.Burst, bucket.Tokens + (Math.Max(0, (now - bucket.At).TotalSeconds) * options.PerSecond));

    // Who has not changed anything for a while has the whole burst again, as somebody who is not known.
    private void RemoveFull(DateTimeOffset now)
    {
        foreach (var bucket in buckets.Where(b => TokensAt(b.Value, now) >= options.Burst))
            buckets.TryRemove(bucket);
    }

    private sealed record Bucket(double Tokens, DateTimeOffset At);
}
