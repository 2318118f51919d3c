using System.Collections.Concurrent;
using System.Diagnostics;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Bench;

/// <summary>When pages are told of the name that somebody saves, each once.</summary>
internal sealed class DeliveryLatencyRecorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private volatile Awaited? awaited;

    /// <summary>What a page tells of everything that it is sent.</summary>
    public Action<string> Hearing()
    {
        Awaited? known = null;
        return text =>
        {
            if (awaited is { } now && now != known && text.Contains(now.Name, StringComparison.Ordinal))
            {
                known = now;
                now.Arrived.Add(DateTimeOffset.UtcNow);
            }
        };
    }

    /// <summary>Has that name saved in that municipality, and says how long it took to each page, in milliseconds from the moment in its line of history.</summary>
    public async Task<IEnumerable<double>> OfAsync(string name, OrganisationCode organisation, int pages, PortalDatabase database, Func<Task> save)
    {
        ConcurrentBag<DateTimeOffset> arrived = [];

        // What the receivers throw away is collected now, and not while what they receive is on its way.
        GC.Collect(0);
        awaited = new(name, arrived);
        await save();
        var clock = Stopwatch.StartNew();
        while (arrived.Count < pages && clock.Elapsed < Patience)
            await Task.Delay(1);
        if (arrived.Count < pages)
            throw new InvalidOperationException($"{pages - arrived.Count} pages were not told.");
        await using var db = await database.OpenReadAsync(organisation, default);
        var newest = await db.History.AsNoTracking().Where(e => e.Organisation == organisation).OrderByDescending(e => e.Number).Take(5).ToListAsync();
        var saved = newest.First(e => FieldChanges.Read(e.Changes).Any(c => c.To == name)).At;
        return [.. arrived.Select(at => (at - saved).TotalMilliseconds)];
    }

    private sealed record Awaited(string Name, ConcurrentBag<DateTimeOffset> Arrived);
}
