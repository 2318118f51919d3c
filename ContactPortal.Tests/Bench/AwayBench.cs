using System.Diagnostics;
using System.Globalization;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Npgsql;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures the recovery from a lost connection to PostgreSQL, and from a failover to its standby.</summary>
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
            $"{Runs} runs. In each, the connections of a process to its PostgreSQL server are cut {CutsARun} times and let through again "
            + $"after another process has changed a contact in each of {Places.Length} municipalities, whose snapshots the process holds; "
            + "and once its server ends as by a power cut, and the one that followed it is promoted. The domain service and the process's "
            + "listener alone, without pages; the servers are the tests' own, on the same machine.",
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
        await using var proxy = new FaultyTcpProxy(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}"));
        settings.Port = new Uri(proxy.Address).Port;
        await using var portal = near.AnotherProcess(settings.ToString());
        await portal.ConnectBackplaneAsync();
        var signal = new Signal();
        List<(ContactView Contact, SnapshotSubscription Subscription)> subscribed = [];
        foreach (var place in Places)
        {
            subscribed.Add((await near.AddAsync(AContact().In(place)), portal.Snapshots.Subscribe(place, signal.Set)));
            await portal.Snapshots.CurrentAsync(place, default);
        }

        for (var i = 0; i < CutsARun; i++)
        {
            proxy.Disconnect();
            var clock = Stopwatch.StartNew();
            var draft = ContactDraft.Of(subscribed[0].Contact).With(
                ContactField.Phone, string.Create(CultureInfo.InvariantCulture, $"3366330{i}"));
            if (await Record.ExceptionAsync(() => portal.SaveAsync(AnActor(), draft)) is null)
                throw new InvalidOperationException("A save succeeded although the database was disconnected.");
            refused.Add(clock.Elapsed.TotalMilliseconds);
            for (var place = 0; place < Places.Length; place++)
            {
                var renamed = ContactDraft.Of(subscribed[place].Contact).With(
                    ContactField.Name, string.Create(CultureInfo.InvariantCulture, $"Navn {i}"));
                subscribed[place] = (await near.SavedAsync(AnActor().In(Places[place]), renamed), subscribed[place].Subscription);
            }

            clock.Restart();
            proxy.Reconnect();
            await signal.WaitUntilAsync(() => subscribed.TrueForAll(w => w.Subscription.Current?.Find(w.Contact.Id) == w.Contact));
            back.Add(clock.Elapsed.TotalMilliseconds);
        }

        subscribed.ForEach(w => w.Subscription.Dispose());
    }

    private static async Task<TimeSpan> FailOverAsync()
    {
        using var server = PostgresServer.StartNew();
        var first = new NpgsqlConnectionStringBuilder(server.ConnectionStringOf(server.CreateDatabase()));
        var second = server.StartStandby();
        using var database = DatabaseUnderTest.ForExisting(string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1:{first.Port},127.0.0.1:{second};Database={first.Database};Username={first.Username};Target Session "
            + $"Attributes=primary"));
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(default);
        await portal.ConnectBackplaneAsync();
        var listening = new Signal();
        using var resync = portal.Get<Domain.Messaging.Backplane>().SubscribeToResync(listening.Set);
        server.Stop();
        server.Promote();
        var clock = Stopwatch.StartNew();
        await listening.WaitAsync();
        return clock.Elapsed;
    }

    private static List<double>[] Empty() => [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
}
