using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>PostgreSQL is away for a while: nothing is acknowledged that is not kept, and all is well again soon after it is back.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PortalUnderTest near = null!;
    private FaultyTcpProxy line = null!;
    private string overTheLine = "";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        near = await PortalUnderTest.OnAsync(Database.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(near.Database.ConnectionString);
        line = new($"http://127.0.0.1:{settings.Port}");
        settings.Port = new Uri(line.Address).Port;
        overTheLine = settings.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (line is not null)
            await line.DisposeAsync();
        if (near is not null)
            await near.DisposeAsync();
    }

    [Fact]
    public async Task Database_AwayAndBackAgainAndAgain_IsWhatEveryOpenRosterShowsSoonAfter()
    {
        const int municipalities = 3;
        await using var portal = near.AnotherProcess(overTheLine);
        await portal.ConnectBackplaneAsync();
        var places = new[] { Aarhus, Koebenhavn, Roskilde };
        var contacts = await Task.WhenAll(places.Select(place => near.HasAsync(AContact().In(place))));
        var tolds = places.Select(_ => new Signal()).ToArray();
        var watches = places.Select((place, i) => portal.Snapshots.Subscribe(place, tolds[i].Set)).ToArray();
        foreach (var place in places)
            await portal.Snapshots.CurrentAsync(place, CancellationToken);
        foreach (var told in tolds)
            await told.WaitAsync();

        var turned = new Signal();
        var availability = portal.Get<DatabaseAvailability>();
        using var turning = availability.Subscribe(turned.Set);
        for (var times = 1; times <= 3; times++)
        {
            line.Disconnect();
            var draft = ContactDraft.Of(contacts[0]).With(ContactField.Phone, $"3366330{times}");
            await Assert.ThrowsAnyAsync<Exception>(() => portal.SaveAsync(AnActor(), draft)).WaitAsync(Patience, CancellationToken);
            Assert.False(await portal.Store.CanConnectAsync(CancellationToken));
            await turned.WaitUntilAsync(() => !availability.IsAvailable);
            for (var i = 0; i < municipalities; i++)
                contacts[i] = await near.SavedAsync(AnActor().In(places[i]), ContactDraft.Of(contacts[i]).With(ContactField.Name, $"Navn {times}"));

            line.Reconnect();
            for (var i = 0; i < municipalities; i++)
                await ShowsAsync(i);
            await turned.WaitUntilAsync(() => availability.IsAvailable);
            Assert.Equal(contacts, watches.Select((watch, i) => watch.Current!.Find(contacts[i].Id)));

            // The same save given again, as whoever gave it does.
            contacts[0] = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Saved>().Contact;
            await ShowsAsync(0);
        }

        Assert.Empty((await near.Verifier.VerifyAsync(CancellationToken)).Faults);
        foreach (var watch in watches)
            watch.Dispose();

        Task ShowsAsync(int i) => tolds[i].WaitUntilAsync(() => watches[i].Current?.Find(contacts[i].Id) == contacts[i]);
    }

    [Fact]
    public async Task Health_WhileTheDatabaseIsAway_SaysSoAndIsWellAfter()
    {
        await using var host = new PortalHost
        {
            DatabaseFile = Path.Combine(near.Database.Root, "portal.db"), ConnectionString = overTheLine, Settings = { ["Demonstration"] = "false" },
        };
        host.Start();
        using var watchman = host.Client();
        Assert.Equal(HttpStatusCode.OK, (await watchman.GetAsync(PortalUrls.Ready, CancellationToken)).StatusCode);
        line.Disconnect();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await watchman.GetAsync(PortalUrls.Ready, CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await watchman.GetAsync(PortalUrls.Live, CancellationToken)).StatusCode);
        line.Reconnect();
        Assert.Equal(HttpStatusCode.OK, (await watchman.GetAsync(PortalUrls.Ready, CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task SeveralHosts_OfWhichOneIsGone_AreWrittenToWhereThatIsPossible()
    {
        using var gone = new ClosedPort();
        var settings = new NpgsqlConnectionStringBuilder(near.Database.ConnectionString);
        settings.Host = $"127.0.0.1:{gone.Number},127.0.0.1:{settings.Port}";
        await using var portal = near.AnotherProcess($"{settings};Target Session Attributes=primary");
        await portal.ConnectBackplaneAsync();
        var contact = await portal.HasAsync(AContact());
        Assert.Equal(contact, await near.FindAsync(Aarhus, contact.Id));
    }
}
