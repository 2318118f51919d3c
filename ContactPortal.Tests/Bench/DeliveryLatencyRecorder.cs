using System.Collections.Concurrent;
using System.Diagnostics;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Bench;

/// <summary>Records when each page receives a saved name.</summary>
internal sealed class DeliveryLatencyRecorder
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private volatile Awaited? awaited;

    /// <summary>Creates the handler of everything that a page receives.</summary>
    public Action<string> CreateHandler()
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

    /// <summary>Saves a name; returns the milliseconds from its history entry's timestamp to the arrival at each page.</summary>
    public async Task<IEnumerable<double>> MeasureAsync(
        string name, OrganisationCode organisation, int pages, PortalDatabase database, Func<Task> save)
    {
        ConcurrentBag<DateTimeOffset> arrived = [];

        // Collect the receivers' garbage now, not during the measurement.
        GC.Collect(0);
        awaited = new(name, arrived);
        await save();
        var clock = Stopwatch.StartNew();
        while (arrived.Count < pages && clock.Elapsed < Timeout)
            await Task.Delay(1);
        if (arrived.Count < pages)
            throw new InvalidOperationException($"{pages - arrived.Count} pages did not receive the name.");
        await using var db = await database.OpenReadAsync(organisation, default);
        var newest = await db.History.AsNoTracking()
            .Where(e => e.Organisation == organisation).OrderByDescending(e => e.Number).Take(5).ToListAsync();
        var saved = newest.First(e => FieldChanges.Read(e.Changes).Any(c => c.To == name)).At;
        return [.. arrived.Select(at => (at - saved).TotalMilliseconds)];
    }

    private sealed record Awaited(string Name, ConcurrentBag<DateTimeOffset> Arrived);
}
