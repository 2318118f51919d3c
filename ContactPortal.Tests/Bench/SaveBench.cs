using System.Collections.Concurrent;
using System.Diagnostics;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Npgsql;

namespace ContactPortal.Tests.Bench;

/// <summary>Saves through the domain service, as many at once as there are municipalities, durable one by one.</summary>
internal static class SaveBench
{
    public const string Name = "save";

    private const int Runs = 5;
    private const int AtOnce = 16;
    private const int SavesARun = 4_000;

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Figures> figures = [.. await MeasureAsync(Database.Sqlite, "above 1,000")];
        if (PostgresServer.Missing is null)
            figures.AddRange(await MeasureAsync(Database.Postgres, ""));
        return new(
            Name,
            $"{Runs} runs of {SavesARun} saves of an address by {AtOnce} at once, through the domain service: rules, merge, history with its chain, and what a mail would need. SQLite keeps every save on the disk before it answers (WAL, FULL); PostgreSQL is the tests' own, on the same machine, without waiting for the disk (fsync off).",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<IEnumerable<Figures>> MeasureAsync(Database on, string goal)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contacts = new ConcurrentDictionary<OrganisationCode, RosterContact>();
        foreach (var municipality in Municipalities.All)
        {
            Person person = APerson().In(municipality.Code);
            await portal.HasAsync(person);
            contacts[municipality.Code] = await portal.SavedAsync(ActorIn(municipality.Code), ADraftOf(person));
        }

        List<double>[] rate = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        ConcurrentBag<double>[] times = [.. Enumerable.Range(0, Runs).Select(_ => new ConcurrentBag<double>())];
        var log = await LogAsync(portal, on);
        for (var run = 0; run < Runs; run++)
        {
            var whole = Stopwatch.StartNew();
            await Parallel.ForEachAsync(Enumerable.Range(0, AtOnce), async (worker, _) =>
            {
                for (var i = 0; i < SavesARun / AtOnce; i++)
                {
                    // No two workers save for the same municipality: what is measured is the writing, not the merging.
                    var organisation = Municipalities.All[(worker + (i * AtOnce)) % (Municipalities.All.Length / AtOnce * AtOnce)].Code;
                    var draft = ContactDraft.Of(contacts[organisation]).With(ContactField.Email, $"maalt.{(run * SavesARun) + (i * AtOnce) + worker}@kommune.example");
                    var one = Stopwatch.StartNew();
                    contacts[organisation] = await portal.SavedAsync(ActorIn(organisation), draft);
                    times[run].Add(one.Elapsed.TotalMilliseconds);
                }
            });
            rate[run].Add(SavesARun / whole.Elapsed.TotalSeconds);
        }

        var written = (await LogAsync(portal, on) - log) / (Runs * SavesARun);
        return
        [
            Figures.Of($"saves, {on}", "a second", goal, rate),
            Figures.Of($"{on}: a save, with its wait for the others", "ms", "", [.. times]),
            .. on == Database.Postgres ? [Figures.Of($"{on}: written to its log (WAL) a save", "bytes", "", [written])] : Array.Empty<Figures>(),
        ];
    }

    /// <summary>How many bytes PostgreSQL has written to its log; nothing on SQLite, which keeps no such count.</summary>
    private static async Task<double> LogAsync(PortalUnderTest portal, Database on)
    {
        if (on != Database.Postgres)
            return 0;
        await using var source = NpgsqlDataSource.Create(portal.Database.ConnectionString);
        await using var asked = source.CreateCommand("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8");
        return (double)(await asked.ExecuteScalarAsync())!;
    }

    private static Actor ActorIn(OrganisationCode organisation) => AnActor().In(organisation);
}
