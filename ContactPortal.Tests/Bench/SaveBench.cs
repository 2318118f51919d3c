using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Npgsql;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures saves, each durable: through the domain service, and through pages of Kontakter over the circuit protocol.</summary>
internal static class SaveBench
{
    public const string Name = "save";

    private const int Runs = 5;
    private const int AtOnce = 16;
    private const int SavesARun = 2_000;
    private const int SavesOfOne = 200;
    private const int SavesOfPages = 800;

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Measurements> figures = [.. await MeasureAsync(Database.Sqlite, "above 1,000")];
        figures.AddRange(await ThroughPagesAsync(Database.Sqlite, connectionString: null));
        if (PostgresServer.UnavailableReason is null)
        {
            figures.AddRange(await MeasureAsync(Database.Postgres, ""));
            using var server = PostgresServer.StartNew();
            figures.AddRange(await ThroughPagesAsync(Database.Postgres, server.ConnectionStringOf(server.CreateDatabase())));
        }

        return new(
            Name,
            $"{Runs} runs of {SavesARun} saves of an address by {AtOnce} at once, through the domain service: rules, merge, history with "
            + $"its chain, and what a mail would need; then, after as many that are not counted, {Runs} runs of {SavesOfOne} saves of a "
            + $"name by one page alone, and of {SavesOfPages} by {AtOnce} pages at once, from Gem to the own row as the client has it: the "
            + "client shares the machine. SQLite keeps every save on the disk before it answers (WAL, FULL); PostgreSQL is the tests' own, "
            + "on the same machine, without waiting for the disk (fsync off).",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<IEnumerable<Measurements>> MeasureAsync(Database on, string goal)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contacts = new ConcurrentDictionary<OrganisationCode, ContactView>();
        foreach (var municipality in Municipalities.All)
        {
            Person person = APerson().In(municipality.Code);
            await portal.AddAsync(person);
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
                    // No two workers save for the same municipality: writing is measured, not merging.
                    var organisation = Municipalities.All[(worker + (i * AtOnce)) % (Municipalities.All.Length / AtOnce * AtOnce)].Code;
                    var draft = ContactDraft.Of(contacts[organisation]).With(
                        ContactField.Email, $"maalt.{(run * SavesARun) + (i * AtOnce) + worker}@kommune.example");
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
            Measurements.Of($"saves, {on}", "a second", goal, rate),
            Measurements.Of($"{on}: a save, with its wait for the others", "ms", "", [.. times]),
            .. on == Database.Postgres
                ? [Measurements.Of($"{on}: written to its log (WAL) a save", "bytes", "", [written])]
                : Array.Empty<Measurements>(),
        ];
    }

    private static async Task<IEnumerable<Measurements>> ThroughPagesAsync(Database on, string? connectionString)
    {
        await using var portal = await PublishedPortal.StartAsync(connectionString);
        await using var pages = await SimulatedPages.OfAsync(portal);
        List<PageSaver> savers = [];
        foreach (var municipality in Municipalities.All.Take(AtOnce))
            savers.Add(await pages.SaverAsync(municipality.Code));
        List<double>[] alone = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())],
            rate = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        var together = new List<double>[Runs];

        // The first run is a warm-up.
        for (var run = -1; run < Runs; run++)
        {
            var one = await TimesAsync(savers[0], $"Ene {run}", SavesOfOne);
            var whole = Stopwatch.StartNew();
            var many = await Task.WhenAll(savers.Select(saver => TimesAsync(saver, $"Flere {run}", SavesOfPages / AtOnce)));
            if (run < 0)
                continue;
            rate[run].Add(SavesOfPages / whole.Elapsed.TotalSeconds);
            alone[run].AddRange(one);
            together[run] = [.. many.SelectMany(times => times)];
        }

        return
        [
            Measurements.Of($"{on}: one page alone, from Gem to the own row", "ms", "p95 under 30", alone),
            Measurements.Of($"{on}: saves through {AtOnce} pages at once", "a second", "", rate),
            Measurements.Of($"{on}: {AtOnce} pages at once, from Gem to the own row", "ms", "", together),
        ];
    }

    private static async Task<List<double>> TimesAsync(PageSaver saver, string name, int saves)
    {
        List<double> times = [];
        for (var i = 0; i < saves; i++)
        {
            await saver.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"{name} nummer {i:0000}"));
            times.Add(await saver.SaveAsync());
        }

        return times;
    }

    /// <summary>The bytes that PostgreSQL has written to its WAL; 0 on SQLite, which keeps no such count.</summary>
    private static async Task<double> LogAsync(PortalUnderTest portal, Database on)
    {
        if (on != Database.Postgres)
            return 0;
        await using var source = NpgsqlDataSource.Create(portal.Database.ConnectionString);
        await using var query = source.CreateCommand("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8");
        return (double)(await query.ExecuteScalarAsync())!;
    }

    private static Actor ActorIn(OrganisationCode organisation) => AnActor().In(organisation);
}
