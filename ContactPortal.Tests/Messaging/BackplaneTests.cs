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

/// <summary>Two processes of the portal on one PostgreSQL database: what is done at one is seen at the other (K12, K13).</summary>
public sealed class BackplaneTests : IAsyncLifetime
{
    private readonly Signal told = new();
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
    public async Task Change_AtOneProcess_StandsInTheRosterThatIsWatchedAtTheOther()
    {
        var contact = await one.HasAsync(AContact());
        await other.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var watch = other.Snapshots.Subscribe(Aarhus, told.Set);
        await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        await told.WaitUntilAsync(() => watch.Current?.Find(contact.Id)?.Values.Name == "Nyt Navn");
    }

    [Fact]
    public async Task Change_ThatIsRolledBackAtItsCommit_IsHeardOfNowhere()
    {
        var heard = new ConcurrentQueue<string>();
        using var listening = other.Get<Backplane>().Subscribe(BackplaneTopics.Change, body =>
        {
            heard.Enqueue(body);
            told.Set();
        });
        var contact = await one.HasAsync(AContact());
        PostgresServer.Running.Do(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
            CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON "History" DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW."ActorName" = 'Uheldig') EXECUTE FUNCTION refuse();
            """,
            one.Database.Name!);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            one.SaveAsync(AnActor().Named("Uheldig"), ContactDraft.Of(contact).With(ContactField.Phone, "33663366")));

        // Words come in the order of the commits: what came before this one would have been heard.
        await one.HasAsync(AContact().In(Roskilde));
        await told.WaitUntilAsync(() => heard.Contains($"{Roskilde} 1"));
        Assert.Equal([$"{Aarhus} 1", $"{Roskilde} 1"], heard);
    }

    [Fact]
    public async Task Editor_AtOneProcess_IsSeenAtTheOtherUntilTheyLeave()
    {
        using var watch = other.Get<PresenceTracker>().Subscribe(Aarhus, told.Set);
        var mette = AnEditor();
        one.Get<PresenceTracker>().Set(Aarhus, mette);
        await told.WaitAsync();
        Assert.Equal([mette], other.Get<PresenceTracker>().GetEditors(Aarhus));
        one.Get<PresenceTracker>().Clear(mette.Tab);
        await told.WaitAsync();
        Assert.Empty(other.Get<PresenceTracker>().GetEditors(Aarhus));
    }

    [Fact]
    public async Task Editor_AtAProcessThatIsGone_IsForgottenAfterTheSilence()
    {
        using var watch = other.Get<PresenceTracker>().Subscribe(Aarhus, told.Set);
        one.Get<PresenceTracker>().Set(Aarhus, AnEditor());
        await told.WaitAsync();
        other.Clock.Advance(PresenceTracker.Timeout);
        other.Get<PresenceTracker>().RemoveExpired();
        Assert.Single(other.Get<PresenceTracker>().GetEditors(Aarhus));
        other.Clock.Advance(TimeSpan.FromMilliseconds(1));
        other.Get<PresenceTracker>().RemoveExpired();
        Assert.Empty(other.Get<PresenceTracker>().GetEditors(Aarhus));
    }

    [Fact]
    public async Task Process_StartedWhileSomebodyEdits_KnowsByTheNextBeat()
    {
        var mette = AnEditor();
        one.Get<PresenceTracker>().Set(Aarhus, mette);
        await using var fresh = one.AnotherProcess();
        await fresh.ConnectBackplaneAsync();
        using var watch = fresh.Get<PresenceTracker>().Subscribe(Aarhus, told.Set);
        one.Get<PresenceTracker>().Set(Aarhus, mette);
        await told.WaitAsync();
        Assert.Equal([mette], fresh.Get<PresenceTracker>().GetEditors(Aarhus));
    }

    [Fact]
    public async Task Mail_SentByOneProcess_IsToldAtTheOther()
    {
        await one.HasAsync(AContact());
        using var listening = other.Get<MailFeed>().Subscribe(Aarhus, told.Set);
        Assert.Equal(1, await one.Get<MailDispatcher>().DispatchAsync(CancellationToken));
        await told.WaitAsync();
    }

    [Fact]
    public async Task Session_EndedAtOneProcess_EndsThePagesAtTheOther()
    {
        var session = Session.BeginAt(one.Clock.GetUtcNow());
        var (another, known) = (new Signal(), new Signal());
        using var page = SessionsOf(other).Subscribe(session, told.Set);
        using var anothers = SessionsOf(other).Subscribe(Session.BeginAt(one.Clock.GetUtcNow()), another.Set);
        using var listening = other.Get<Backplane>().Subscribe("known", _ => known.Set());
        SessionsOf(one).Publish(session.Id);

        // Words come in the order in which they are said: everybody has been told of the session by then.
        one.Get<Backplane>().Publish("known", "");
        await known.WaitAsync();
        Assert.Equal((1, 0), (told.Count, another.Count));
    }

    [Fact]
    public async Task WordThatNobodyKnows_OfANewerVersion_IsPassedOverAndSaidOnce()
    {
        var (heard, known) = (new Signal(), "known");
        using var listening = other.Get<Backplane>().Subscribe(known, _ => heard.Set());
        for (var i = 0; i < 3; i++)
            one.Get<Backplane>().Publish("unheard-of", $"{i}");
        PostgresServer.Running.Do("NOTIFY portal, ''; NOTIFY portal, 'change x y z'; NOTIFY portal, 'presence x {'", one.Database.Name!);
        one.Get<Backplane>().Publish(known, "");
        await heard.WaitAsync();
        Assert.Single(other.Log.Lines, line => line.Text.Contains("unheard-of", StringComparison.Ordinal));
        Assert.Empty(other.Log.Faults);
    }

    [Fact]
    public async Task Word_ThatIsSwallowed_IsMadeGoodByTheSweep()
    {
        // Does not listen, as if every word to it were lost.
        await using var deaf = one.AnotherProcess();
        var contact = await one.HasAsync(AContact());
        await deaf.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var watch = deaf.Snapshots.Subscribe(Aarhus, told.Set);
        var saved = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal(contact, watch.Current!.Find(contact.Id));
        Assert.Equal(1, await deaf.Snapshots.RefreshStaleAsync(CancellationToken));
        Assert.Equal(saved, watch.Current!.Find(contact.Id));
        Assert.Equal(0, await deaf.Snapshots.RefreshStaleAsync(CancellationToken));
    }

    [Fact]
    public async Task Listener_EndedByTheServer_ListensAgain()
    {
        var contact = await one.HasAsync(AContact());
        await other.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var watch = other.Snapshots.Subscribe(Aarhus, told.Set);
        var hears = new Signal();
        using var hearing = other.Get<Backplane>().SubscribeToResync(hears.Set);
        PostgresServer.Running.Do(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            one.Database.Name!);
        contact = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        await told.WaitUntilAsync(() => watch.Current?.Find(contact.Id) == contact);
        await hears.WaitAsync();
        Assert.Contains(other.Log.Lines, line => line.Text.Contains("heard again", StringComparison.Ordinal));
        contact = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyere Navn"));
        await told.WaitUntilAsync(() => watch.Current?.Find(contact.Id) == contact);
    }

    [Fact]
    public Task Listener_WhoseLineWasCutForAWhile_HasWhatWasChangedMeanwhile() => AssertMissedAsync(
        async (line, save) =>
        {
            line.Disconnect();
            await save();
            line.Reconnect();
        });

    [Fact]
    public Task Listener_WhoseLineIsDeadWithoutAnError_FindsOutAndHasWhatWasChangedMeanwhile() => AssertMissedAsync(
        async (line, save) =>
        {
            line.BlackHole();
            await save();
        });

    private async Task AssertMissedAsync(Func<FaultyTcpProxy, Func<Task>, Task> disturb)
    {
        var settings = new NpgsqlConnectionStringBuilder(one.Database.ConnectionString);
        await using var line = new FaultyTcpProxy($"http://127.0.0.1:{settings.Port}");
        settings.Port = new Uri(line.Address).Port;
        await using var far = one.AnotherProcess(settings.ToString());
        await far.ConnectBackplaneAsync();
        var contact = await one.HasAsync(AContact());
        await far.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var watch = far.Snapshots.Subscribe(Aarhus, told.Set);
        await disturb(line, async () => contact = await one.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn")));
        await told.WaitUntilAsync(() => watch.Current?.Find(contact.Id) == contact);
    }

    private static ContactEditor AnEditor() => new(Guid.NewGuid(), Guid.NewGuid(), "Mette Holm", Guid.NewGuid());

    private static SessionChangeFeed SessionsOf(PortalUnderTest portal) =>
        new(new(Options.Create(new SessionOptions()), portal.Clock), portal.Get<Backplane>());
}
