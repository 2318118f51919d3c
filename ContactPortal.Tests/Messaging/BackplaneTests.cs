using System.Collections.Concurrent;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Presence;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContactPortal.Tests.Messaging;

/// <summary>Two processes of the portal on one PostgreSQL database: changes at one are seen at the other (K12, K13).</summary>
public sealed class BackplaneTests : IAsyncLifetime
{
    private readonly Signal signal = new();
    private PortalUnderTest one = null!;
    private PortalUnderTest other = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        one = await PortalUnderTest.OnAsync(Database.Postgres);
        other = one.AnotherProcess();
        await one.ConnectBackplaneAsync();
        await other.ConnectBackplaneAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (other is not null)
            await other.DisposeAsync();
        if (one is not null)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task Change_AtOneProcess_IsInTheSubscribedSnapshotAtTheOther()
    {
        var contact = await one.AddAsync(AContact());
        await other.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var subscription = other.Snapshots.Subscribe(Aarhus, signal.Set);
        await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        await signal.WaitUntilAsync(() => subscription.Current?.Find(contact.Id)?.Values.Name == "Nyt Navn");
    }

    [Fact]
    public async Task Change_RolledBackAtItsCommit_IsNotPublished()
    {
        var received = new ConcurrentQueue<string>();
        using var listener = other.Get<Backplane>().Subscribe(BackplaneTopics.Change, body =>
        {
            received.Enqueue(body);
            signal.Set();
        });
        var contact = await one.AddAsync(AContact());
        PostgresServer.Running.Execute(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
            CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON "History" DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW."ActorName" = 'Uheldig') EXECUTE FUNCTION refuse();
            """,
            one.Database.Name!);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            one.SaveAsync(AnActor().Named("Uheldig"), ContactDraft.Of(contact).With(ContactField.Phone, "33663366")));

        // Notifications arrive in commit order: one of the earlier change would have been received by now.
        await one.AddAsync(AContact().In(Roskilde));
        await signal.WaitUntilAsync(() => received.Contains($"{Roskilde} 1"));
        Assert.Equal([$"{Aarhus} 1", $"{Roskilde} 1"], received);
    }

    [Fact]
    public async Task Editor_AtOneProcess_IsSeenAtTheOtherUntilTheyLeave()
    {
        using var subscription = other.Get<PresenceTracker>().Subscribe(Aarhus, signal.Set);
        var mette = AnEditor();
        one.Get<PresenceTracker>().Set(Aarhus, mette);
        await signal.WaitAsync();
        Assert.Equal([mette], other.Get<PresenceTracker>().GetEditors(Aarhus));
        one.Get<PresenceTracker>().Clear(mette.Tab);
        await signal.WaitAsync();
        Assert.Empty(other.Get<PresenceTracker>().GetEditors(Aarhus));
    }

    [Fact]
    public async Task Editor_AtAProcessThatIsGone_ExpiresAfterTheTimeout()
    {
        using var subscription = other.Get<PresenceTracker>().Subscribe(Aarhus, signal.Set);
        one.Get<PresenceTracker>().Set(Aarhus, AnEditor());
        await signal.WaitAsync();
        other.Clock.Advance(PresenceTracker.Timeout);
        other.Get<PresenceTracker>().RemoveExpired();
        Assert.Single(other.Get<PresenceTracker>().GetEditors(Aarhus));
        other.Clock.Advance(TimeSpan.FromMilliseconds(1));
        other.Get<PresenceTracker>().RemoveExpired();
        Assert.Empty(other.Get<PresenceTracker>().GetEditors(Aarhus));
    }

    [Fact]
    public async Task Process_StartedWhileSomebodyEdits_KnowsByTheNextHeartbeat()
    {
        var mette = AnEditor();
        one.Get<PresenceTracker>().Set(Aarhus, mette);
        await using var fresh = one.AnotherProcess();
        await fresh.ConnectBackplaneAsync();
        using var subscription = fresh.Get<PresenceTracker>().Subscribe(Aarhus, signal.Set);
        one.Get<PresenceTracker>().Set(Aarhus, mette);
        await signal.WaitAsync();
        Assert.Equal([mette], fresh.Get<PresenceTracker>().GetEditors(Aarhus));
    }

    [Fact]
    public async Task Mail_SentByOneProcess_IsPublishedAtTheOther()
    {
        await one.AddAsync(AContact());
        using var listener = other.Get<MailFeed>().Subscribe(Aarhus, signal.Set);
        Assert.Equal(1, await one.Get<MailDispatcher>().DispatchAsync(CancellationToken));
        await signal.WaitAsync();
    }

    [Fact]
    public async Task Session_EndedAtOneProcess_EndsThePagesAtTheOther()
    {
        var session = Session.BeginAt(one.Clock.GetUtcNow());
        var (another, known) = (new Signal(), new Signal());
        using var page = SessionsOf(other).Subscribe(session, signal.Set);
        using var anothers = SessionsOf(other).Subscribe(Session.BeginAt(one.Clock.GetUtcNow()), another.Set);
        using var listener = other.Get<Backplane>().Subscribe("known", _ => known.Set());
        SessionsOf(one).Publish(session.Id);

        // Messages arrive in the order they were published: every subscriber has been notified of the session by then.
        one.Get<Backplane>().Publish("known", "");
        await known.WaitAsync();
        Assert.Equal((1, 0), (signal.Count, another.Count));
    }

    [Fact]
    public async Task UnknownMessage_OfANewerVersion_IsIgnoredAndLoggedOnce()
    {
        var (received, known) = (new Signal(), "known");
        using var listener = other.Get<Backplane>().Subscribe(known, _ => received.Set());
        for (var i = 0; i < 3; i++)
            one.Get<Backplane>().Publish("newer-topic", $"{i}");
        PostgresServer.Running.Execute(
            "NOTIFY portal, ''; NOTIFY portal, 'change x y z'; NOTIFY portal, 'presence x {'", one.Database.Name!);
        one.Get<Backplane>().Publish(known, "");
        await received.WaitAsync();
        Assert.Single(other.Log.Lines, line => line.Text.Contains("newer-topic", StringComparison.Ordinal));
        Assert.Empty(other.Log.Errors);
    }

    [Fact]
    public async Task LostMessage_IsRecoveredByTheRefresh()
    {
        // Does not connect its backplane, as if every message to it were lost.
        await using var isolated = one.AnotherProcess();
        var contact = await one.AddAsync(AContact());
        await isolated.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var subscription = isolated.Snapshots.Subscribe(Aarhus, signal.Set);
        var saved = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal(contact, subscription.Current!.Find(contact.Id));
        Assert.Equal(1, await isolated.Snapshots.RefreshStaleAsync(CancellationToken));
        Assert.Equal(saved, subscription.Current!.Find(contact.Id));
        Assert.Equal(0, await isolated.Snapshots.RefreshStaleAsync(CancellationToken));
    }

    [Fact]
    public async Task Listener_DisconnectedByTheServer_Reconnects()
    {
        var contact = await one.AddAsync(AContact());
        await other.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var subscription = other.Snapshots.Subscribe(Aarhus, signal.Set);
        var resynced = new Signal();
        using var resyncSubscription = other.Get<Backplane>().SubscribeToResync(resynced.Set);
        PostgresServer.Running.Execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            one.Database.Name!);
        contact = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        await signal.WaitUntilAsync(() => subscription.Current?.Find(contact.Id) == contact);
        await resynced.WaitAsync();
        Assert.Contains(other.Log.Lines, line => line.Text.Contains("Reconnected to PostgreSQL notifications", StringComparison.Ordinal));
        contact = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyere Navn"));
        await signal.WaitUntilAsync(() => subscription.Current?.Find(contact.Id) == contact);
    }

    [Fact]
    public Task Listener_WhoseConnectionWasLostForAWhile_ReceivesTheMissedChanges() => AssertMissedAsync(
        async (proxy, save) =>
        {
            proxy.Disconnect();
            await save();
            proxy.Reconnect();
        });

    [Fact]
    public Task Listener_WhoseConnectionIsSilentlyDead_DetectsItAndReceivesTheMissedChanges() => AssertMissedAsync(
        async (proxy, save) =>
        {
            proxy.BlackHole();
            await save();
        });

    private async Task AssertMissedAsync(Func<FaultyTcpProxy, Func<Task>, Task> interrupt)
    {
        var settings = new NpgsqlConnectionStringBuilder(one.Database.ConnectionString);
        await using var proxy = new FaultyTcpProxy($"http://127.0.0.1:{settings.Port}");
        settings.Port = new Uri(proxy.Address).Port;
        await using var far = one.AnotherProcess(settings.ToString());
        await far.ConnectBackplaneAsync();
        var contact = await one.AddAsync(AContact());
        await far.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var subscription = far.Snapshots.Subscribe(Aarhus, signal.Set);
        await interrupt(
            proxy, async () => contact = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn")));
        await signal.WaitUntilAsync(() => subscription.Current?.Find(contact.Id) == contact);
    }

    private static ContactEditor AnEditor() => new(Guid.NewGuid(), Guid.NewGuid(), "Mette Holm", Guid.NewGuid());

    private static SessionChangeFeed SessionsOf(PortalUnderTest portal) =>
        new(new(Options.Create(new SessionOptions()), portal.Clock), portal.Get<Backplane>());
}
