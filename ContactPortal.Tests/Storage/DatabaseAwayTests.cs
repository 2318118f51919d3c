using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>PostgreSQL is unavailable for a while: no unsaved change is acknowledged, and everything recovers soon after.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private PortalUnderTest near = null!;
    private FaultyTcpProxy proxy = null!;
    private string proxiedConnectionString = "";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        near = await PortalUnderTest.OnAsync(Database.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(near.Database.ConnectionString);
        proxy = new($"http://127.0.0.1:{settings.Port}");
        settings.Port = new Uri(proxy.Address).Port;
        proxiedConnectionString = settings.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
            await proxy.DisposeAsync();
        if (near is not null)
            await near.DisposeAsync();
    }

    [Fact]
    public async Task Database_UnavailableRepeatedly_EverySubscribedSnapshotIsCurrentSoonAfter()
    {
        const int municipalities = 3;
        await using var portal = near.AnotherProcess(proxiedConnectionString);
        await portal.ConnectBackplaneAsync();
        var places = new[] { Aarhus, Koebenhavn, Roskilde };
        var contacts = await Task.WhenAll(places.Select(place => near.AddAsync(AContact().In(place))));
        var signals = places.Select(_ => new Signal()).ToArray();
        var subscriptions = places.Select((place, i) => portal.Snapshots.Subscribe(place, signals[i].Set)).ToArray();
        foreach (var place in places)
            await portal.Snapshots.CurrentAsync(place, CancellationToken);
        foreach (var signal in signals)
            await signal.WaitAsync();

        var transition = new Signal();
        var availability = portal.Get<DatabaseAvailability>();
        using var availabilitySubscription = availability.Subscribe(transition.Set);
        for (var times = 1; times <= 3; times++)
        {
            proxy.Disconnect();
            var draft = ContactDraft.Of(contacts[0]).With(ContactField.Phone, $"3366330{times}");
            await Assert.ThrowsAnyAsync<Exception>(() => portal.SaveAsync(AnActor(), draft)).WaitAsync(Timeout, CancellationToken);
            Assert.False(await portal.Store.CanConnectAsync(CancellationToken));
            await transition.WaitUntilAsync(() => !availability.IsAvailable);
            for (var i = 0; i < municipalities; i++)
                contacts[i] = await near.SavedAsync(
                    AnActor().In(places[i]), ContactDraft.Of(contacts[i]).With(ContactField.Name, $"Navn {times}"));

            proxy.Reconnect();
            for (var i = 0; i < municipalities; i++)
                await ShowsAsync(i);
            await transition.WaitUntilAsync(() => availability.IsAvailable);
            Assert.Equal(contacts, subscriptions.Select((subscription, i) => subscription.Current!.Find(contacts[i].Id)));

            // The same save retried, as a person would.
            contacts[0] = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Saved>().Contact;
            await ShowsAsync(0);
        }

        Assert.Empty((await near.Verifier.VerifyAsync(CancellationToken)).Faults);
        foreach (var subscription in subscriptions)
            subscription.Dispose();

        Task ShowsAsync(int i) => signals[i].WaitUntilAsync(() => subscriptions[i].Current?.Find(contacts[i].Id) == contacts[i]);
    }

    [Fact]
    public async Task Health_WhileTheDatabaseIsUnavailable_IsUnhealthyAndRecovers()
    {
        await using var host = new PortalHost
        {
            DatabaseFile = Path.Combine(near.Database.Root, "portal.db"), ConnectionString = proxiedConnectionString,
            Settings = { ["Demonstration"] = "false" },
        };
        host.Start();
        using var client = host.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(PortalUrls.Ready, CancellationToken)).StatusCode);
        proxy.Disconnect();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync(PortalUrls.Ready, CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(PortalUrls.Live, CancellationToken)).StatusCode);
        proxy.Reconnect();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(PortalUrls.Ready, CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task SeveralHosts_OfWhichOneIsGone_AreWrittenToWhereThatIsPossible()
    {
        using var gone = new ClosedPort();
        var settings = new NpgsqlConnectionStringBuilder(near.Database.ConnectionString);
        settings.Host = $"127.0.0.1:{gone.Number},127.0.0.1:{settings.Port}";
        await using var portal = near.AnotherProcess($"{settings};Target Session Attributes=primary");
        await portal.ConnectBackplaneAsync();
        var contact = await portal.AddAsync(AContact());
        Assert.Equal(contact, await near.FindAsync(Aarhus, contact.Id));
    }
}
