using System.Diagnostics;
using System.Globalization;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Npgsql;

namespace ContactPortal.Tests.Bench;

/// <summary>PostgreSQL is away for a while, or gone for good while the server that followed it takes its place: how long until all is well again.</summary>
internal static class AwayBench
{
    public const string Name = "away";

    private const string Goal = "at most 5,000";
    private const int Runs = 5;
    private const int CutsARun = 4;

    private static readonly OrganisationCode[] Places = [Aarhus, Koebenhavn, Roskilde];

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<double>[] refused = Empty(), back = Empty(), promoted = Empty();
        for (var run = 0; run < Runs; run++)
        {
            await CutAsync(refused[run], back[run]);
            promoted[run].Add((await FailOverAsync()).TotalMilliseconds);
        }

        return new(
            Name,
            $"{Runs} runs. In each, the connections of a process to its PostgreSQL server are cut {CutsARun} times and let through again after another process has changed a contact in each of {Places.Length} municipalities, whose snapshots the process holds; and once its server ends as by a power cut, and the one that followed it is promoted. The domain service and the process's listener alone, without pages; the servers are the tests' own, on the same machine.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load,
            [
                Measurements.Of("from a save to its refusal, the database being away", "ms", Goal, refused),
                Measurements.Of("from the database's return to every changed snapshot", "ms", Goal, back),
                Measurements.Of("from the promotion of the other server to listening there", "ms", Goal, promoted),
            ]);
    }

    private static async Task CutAsync(List<double> refused, List<double> back)
    {
        await using var near = await PortalUnderTest.OnAsync(Database.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(near.Database.ConnectionString);
        await using var line = new FaultyTcpProxy(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}"));
        settings.Port = new Uri(line.Address).Port;
        await using var portal = near.AnotherProcess(settings.ToString());
        await portal.ConnectBackplaneAsync();
        var told = new Signal();
        List<(ContactView Contact, SnapshotSubscription Watch)> watched = [];
        foreach (var place in Places)
        {
            watched.Add((await near.HasAsync(AContact().In(place)), portal.Snapshots.Subscribe(place, told.Set)));
            await portal.Snapshots.CurrentAsync(place, default);
        }

        for (var i = 0; i < CutsARun; i++)
        {
            line.Disconnect();
            var clock = Stopwatch.StartNew();
            var draft = ContactDraft.Of(watched[0].Contact).With(ContactField.Phone, string.Create(CultureInfo.InvariantCulture, $"3366330{i}"));
            if (await Record.ExceptionAsync(() => portal.SaveAsync(AnActor(), draft)) is null)
                throw new InvalidOperationException("A save went through although the database was away.");
            refused.Add(clock.Elapsed.TotalMilliseconds);
            for (var place = 0; place < Places.Length; place++)
            {
                var renamed = ContactDraft.Of(watched[place].Contact).With(ContactField.Name, string.Create(CultureInfo.InvariantCulture, $"Navn {i}"));
                watched[place] = (await near.SavedAsync(AnActor().In(Places[place]), renamed), watched[place].Watch);
            }

            clock.Restart();
            line.Reconnect();
            await told.WaitUntilAsync(() => watched.TrueForAll(w => w.Watch.Current?.Find(w.Contact.Id) == w.Contact));
            back.Add(clock.Elapsed.TotalMilliseconds);
        }

        watched.ForEach(w => w.Watch.Dispose());
    }

    private static async Task<TimeSpan> FailOverAsync()
    {
        using var server = PostgresServer.OfItsOwn();
        var first = new NpgsqlConnectionStringBuilder(server.ConnectionStringOf(server.Make()));
        var second = server.Follow();
        using var database = DatabaseUnderTest.ForExisting(string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1:{first.Port},127.0.0.1:{second};Database={first.Database};Username={first.Username};Target Session Attributes=primary"));
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(default);
        await portal.ConnectBackplaneAsync();
        var hears = new Signal();
        using var hearing = portal.Get<Domain.Messaging.Backplane>().SubscribeToResync(hears.Set);
        server.End();
        server.Promote();
        var clock = Stopwatch.StartNew();
        await hears.WaitAsync();
        return clock.Elapsed;
    }

    private static List<double>[] Empty() => [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
}
