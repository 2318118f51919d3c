using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Api;

/// <summary>
/// Counts what the clients of the API do, by client and Danish day, in the database: the counts are those of all processes, and survive
/// a restart.
/// </summary>
public sealed class ApiClientDays(PortalDatabase database, TimeProvider clock)
{
    /// <summary>How many days are kept.</summary>
    public const int KeptDays = 31;

    private DateOnly Today => DanishCalendar.Of(clock.GetUtcNow());

    /// <summary>What each client has done today, by its id; with its last post, also if that was before.</summary>
    public async Task<ImmutableDictionary<string, ApiClientDay>> TodayAsync(CancellationToken cancellationToken)
    {
        var today = Today;
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var days = await db.ApiClientDays.AsNoTracking().ToListAsync(cancellationToken);
        return days.GroupBy(d => d.Client).ToImmutableDictionary(d => d.Key, d => On(today, d.MaxBy(newest => newest.Day)!));
    }

    /// <summary>Counts a post of that size; false, and a refusal, when the client's quota of today is used up.</summary>
    /// <param name="client">The client's id.</param>
    /// <param name="mostPosts">How often it may post a day.</param>
    /// <param name="mostBytes">How many bytes it may post a day.</param>
    /// <param name="bytes">The size of this post.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<bool> TryPostAsync(string client, int mostPosts, long mostBytes, long bytes, CancellationToken cancellationToken) =>
        CountAsync(client, day =>
        {
            if (day.Posts >= mostPosts || day.Bytes + bytes > mostBytes)
            {
                day.Refusals++;
                return false;
            }

            (day.Posts, day.Bytes, day.LastPostAt) = (day.Posts + 1, day.Bytes + bytes, clock.GetUtcNow());
            return true;
        }, cancellationToken);

    /// <summary>Counts a request that was refused for another reason.</summary>
    public Task RecordRefusalAsync(string client, CancellationToken cancellationToken) =>
        CountAsync(client, day => ++day.Refusals > 0, cancellationToken);

    /// <summary>How long it is until the counts begin anew.</summary>
    public TimeSpan UntilTomorrow() => DanishCalendar.BeginningOf(Today.AddDays(1)) - clock.GetUtcNow();

    // The agency's writer lock keeps the processes from counting at once.
    private Task<bool> CountAsync(string client, Func<ApiClientDay, bool> count, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(OrganisationCode.Agency, async (db, token) =>
        {
            var today = Today;
            var days = await db.ApiClientDays.Where(d => d.Client == client).OrderBy(d => d.Day).ToListAsync(token);
            if (days.LastOrDefault() is not { } newest || newest.Day < today)
                db.ApiClientDays.Add(newest = On(today, days.LastOrDefault() ?? new() { Client = client, Day = DateOnly.MinValue }));
            db.ApiClientDays.RemoveRange(days.Where(d => d.Day <= today.AddDays(-KeptDays) && d != newest));
            return count(newest);
        }, cancellationToken);

    private static ApiClientDay On(DateOnly day, ApiClientDay newest) =>
        newest.Day == day ? newest : new() { Client = newest.Client, Day = day, LastPostAt = newest.LastPostAt };
}
