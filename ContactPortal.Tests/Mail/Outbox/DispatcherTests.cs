using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Deliveries;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactPortal.Tests.Mail;

/// <summary>Dispatching the outbox: in order, once, retried after failures, and never to a deactivated contact (D7, D8).</summary>
public sealed class DispatcherTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task MailsThatWait_AreSentInTheirOrder_AndOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo", Amfora);
        await portal.ReceiveAsync();
        Assert.Equal(4, await portal.DispatchAsync());
        Assert.Equal(0, await portal.DispatchAsync());
        Assert.Equal(
            (await portal.OutboxAsync()).Select(m => $"{m.Id:N}@mail.example"),
            portal.MailTransport.Sent.Select(m => m.Message.MessageId!));
        Assert.All(await portal.OutboxAsync(), m => Assert.Equal((MailState.Accepted, 1), (m.State, m.Attempts)));
    }

    [Theory, EveryDatabase]
    public async Task ContactDeactivated_WhileMailsWait_GetsNothing_D8(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo", Amfora);
        await portal.ReceiveAsync();
        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Deactivated, ticked: true));
        Assert.Equal(2, await portal.DispatchAsync());
        Assert.DoesNotContain(portal.MailTransport.Sent, m => m.To == anne.Values.Email);
        Assert.Equal(2, (await portal.OutboxAsync()).Count(m => m.State == MailState.Withheld));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task AddressChanged_WhileAMailWaits_TheNewOneGetsIt(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.ReceiveAsync();
        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Email, "ny@kommune.example"));
        await portal.DispatchAsync();
        Assert.All(portal.MailTransport.Sent, m => Assert.Equal("ny@kommune.example", m.To));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ServerIsAway_ForAnHour_NothingIsLostAndEverythingArrivesAfterwards_D7(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        for (var i = 0; i < 5; i++)
            await portal.HasQuietlyAsync($"Kontakt {i}", Amfora);
        await portal.ReceiveAsync();
        portal.MailTransport.Answer = _ => new SendResult.Held("Connection refused", TransportFault.Outage);
        for (var minute = 0; minute < 60; minute++)
        {
            Assert.Equal(0, await portal.DispatchAsync());
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.All(await portal.OutboxAsync(), m => Assert.Equal(MailState.Waiting, m.State));
        Assert.Contains(await portal.OutboxAsync(), m => m.Cause == "Connection refused");
        portal.MailTransport.Answer = _ => new SendResult.Accepted();
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(10, await portal.DispatchAsync());
        Assert.Equal(10, portal.MailTransport.Sent.Select(m => m.Message.MessageId).Distinct().Count());
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task MailPutOff_IsTriedAgainAfterAPause_WithTheSameMessageId(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne");
        await portal.ReceiveAsync();
        HashSet<string> tried = [];
        portal.MailTransport.Answer = mail =>
        {
            tried.Add(mail.Message.MessageId!);
            return new SendResult.Deferred("450 greylisted");
        };
        await portal.DispatchAsync();
        Assert.Equal(2, tried.Count);
        portal.MailTransport.Answer = _ => new SendResult.Accepted();
        portal.Clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(0, await portal.DispatchAsync());
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, await portal.DispatchAsync());
        Assert.Equal(tried, portal.MailTransport.Sent.Select(m => m.Message.MessageId!).ToHashSet());
    }

    [Fact]
    public void Pauses_Grow_UpToAQuarterOfAnHour_WithAFifthOfChance()
    {
        Assert.Equal(
            [60, 120, 240, 480, 900, 900], Enumerable.Range(1, 6).Select(n => MailDispatcher.RetryDelayAfter(n, 0.5).TotalSeconds));
        Assert.Equal((48, 72), (MailDispatcher.RetryDelayAfter(1, 0).TotalSeconds, MailDispatcher.RetryDelayAfter(1, 1).TotalSeconds));
        Assert.Equal(900, MailDispatcher.RetryDelayAfter(10_000, 0.5).TotalSeconds);
    }

    [Theory, EveryDatabase]
    public async Task MailPutOff_For48Hours_IsGivenUpWithItsCause_AndTriedAgainByHand(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await portal.HasQuietlyAsync("Anne");
        await portal.ReceiveAsync();
        portal.MailTransport.Answer = _ => new SendResult.Deferred("450 mailbox busy");
        await portal.DispatchAsync();
        portal.Clock.Advance(Outbox.RetryWindow - TimeSpan.FromMinutes(1));
        await portal.DispatchAsync();
        Assert.All(await portal.OutboxAsync(), m => Assert.Equal(MailState.Waiting, m.State));
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await portal.DispatchAsync();
        Assert.All(await portal.OutboxAsync(), m => Assert.Equal((MailState.Failed, "450 mailbox busy"), (m.State, m.Cause)));

        portal.MailTransport.Answer = _ => new SendResult.Accepted();
        Assert.Equal(0, await portal.DispatchAsync());
        var register = portal.Get<MailQueries>();
        Assert.False(await register.RetryAsync(AnActor(), (await portal.OutboxAsync())[0].Sequence, CancellationToken));
        var actor = await portal.HasHolderAsync("Mette Holm");
        var shown = (await register.ReadAsync(actor, MailFilter.All, page: 0, CancellationToken)).Mails;
        Assert.All(shown, m => Assert.Equal(("Anne", "450 mailbox busy"), (m.To, m.Cause)));
        Assert.True(await register.RetryAsync(actor, shown[0].Sequence, CancellationToken));
        Assert.Equal(1, await portal.DispatchAsync());
        Assert.Equal(anne.Values.Email, Assert.Single(portal.MailTransport.Sent).To);
    }

    [Theory, EveryDatabase]
    public async Task AddressRefusedForGood_TheMailFailsAlone_AndTheAddressIsMarked_D7(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        var bo = await portal.HasQuietlyAsync("Bo", Amfora);
        await portal.ReceiveAsync();
        portal.MailTransport.Answer = mail => mail.To == anne.Values.Email
            ? new SendResult.Refused("550 no such user", BounceReason.Dead)
            : new SendResult.Accepted();
        Assert.Equal(2, await portal.DispatchAsync());
        var snapshot = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        Assert.Equal("550 no such user", snapshot.BounceOf(snapshot.Find(anne.Id)!)?.Cause);
        Assert.Null(snapshot.BounceOf(snapshot.Find(bo.Id)!));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task MailThatCannotBeWritten_DoesNotKeepTheOthersWaiting(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.ReceiveAsync();
        await using (var db = await portal.ReadAsync())
            await db.Database.ExecuteSqlAsync(
                $"""UPDATE "Outbox" SET "Body" = 'no letter' WHERE "Kind" = 'Validation'""", CancellationToken);
        Assert.Equal(1, await portal.DispatchAsync());
        Assert.Equal([MailState.Waiting, MailState.Accepted], (await portal.OutboxAsync()).Select(m => m.State));
    }

    [Theory, EveryDatabase]
    public async Task TwoWorkers_AtOnce_NeverSendTheSameMail(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        for (var i = 0; i < 10; i++)
            await portal.HasQuietlyAsync($"Kontakt {i}", Amfora);
        await portal.ReceiveAsync();
        await portal.ReceiveAsync(id: "2");
        await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => AWorker(portal).DispatchAsync(CancellationToken), CancellationToken)));
        Assert.Equal(40, portal.MailTransport.Sent.Count);
        Assert.Equal(40, portal.MailTransport.Sent.Select(m => m.Message.MessageId).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task WorkerThatDied_LeavesItsMailToAnotherOneOnceItsLeaseIsOver(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne");
        await portal.ReceiveAsync();
        portal.MailTransport.Answer = _ => throw new OperationCanceledException("The process ends here.");
        await Assert.ThrowsAsync<OperationCanceledException>(portal.DispatchAsync);
        portal.MailTransport.Answer = _ => new SendResult.Accepted();
        Assert.Equal(1, await AWorker(portal).DispatchAsync(CancellationToken));
        await portal.AdvanceAsync(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await AWorker(portal).DispatchAsync(CancellationToken));
        Assert.Equal(2, portal.MailTransport.Sent.Select(m => m.Message.MessageId).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task ThreeProcesses_OfWhichOneIsKilledMidway_SendHundredsOfMailsOnceEach(Database on)
    {
        const int contacts = 50, deliveries = 3, killedAfter = 5, beforeThat = 50;
        await using var one = await PortalUnderTest.OnAsync(on);
        await using PortalUnderTest two = one.AnotherProcess(), killed = one.AnotherProcess();
        for (var i = 0; i < contacts; i++)
            await one.HasQuietlyAsync($"Kontakt {i}", Amfora);
        for (var i = 0; i < deliveries; i++)
            await one.ReceiveAsync(id: $"{i}");

        // The other two wait until it is killed, so that it has enough mails left to reach that point.
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        one.MailTransport.Before = _ => UntilKilledAsync(one);
        two.MailTransport.Before = _ => UntilKilledAsync(two);
        killed.MailTransport.Answer = _ =>
        {
            if (killed.MailTransport.Sent.Count < killedAfter)
                return new SendResult.Accepted();
            dead.SetResult();
            throw new OperationCanceledException("The process ends here.");
        };

        var end = Assert.ThrowsAsync<OperationCanceledException>(() => Task.Run(killed.DispatchAsync, CancellationToken));
        await Task.WhenAll(end, Task.Run(one.DispatchAsync, CancellationToken), Task.Run(two.DispatchAsync, CancellationToken));
        var mails = 2 * contacts * deliveries;
        Assert.Equal(mails - 1, Sent().Count);
        await one.AdvanceAsync(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await one.DispatchAsync());

        Assert.Equal(mails, Sent().Count);
        Assert.Equal(mails, Sent().Distinct().Count());

        Task UntilKilledAsync(PortalUnderTest process) =>
            process.MailTransport.Sent.Count < beforeThat ? Task.CompletedTask : dead.Task.WaitAsync(CancellationToken);

        List<string> Sent() =>
            [.. new[] { one, two, killed }.SelectMany(portal => portal.MailTransport.Sent).Select(m => m.Message.MessageId!)];
    }

    [Fact]
    public async Task ProcessWhoseClockIsMinutesAhead_OnOnePostgresDatabase_TakesNoMailThatIsBeingSent()
    {
        PostgresServer.SkipWhenMissing();
        await using var one = await PortalUnderTest.OnAsync(Database.Postgres);
        await using var ahead = one.AnotherProcess();
        ahead.Clock.Advance(TimeSpan.FromMinutes(10));
        await one.HasQuietlyAsync("Anne", Amfora);
        await one.ReceiveAsync();
        var meanwhile = 0;
        one.MailTransport.Before = async _ => meanwhile += await ahead.DispatchAsync();
        Assert.Equal(1, await one.DispatchAsync());
        Assert.Equal(1, meanwhile);
        Assert.NotEqual(Assert.Single(one.MailTransport.Sent).Message.MessageId, Assert.Single(ahead.MailTransport.Sent).Message.MessageId);
    }

    private static MailDispatcher AWorker(PortalUnderTest portal) => new(
        portal.Get<MailLeases>(), portal.Get<MailResults>(), portal.MailTransport, portal.Get<MailMessageBuilder>(),
        portal.Get<MailHealth>(), portal.Clock, NullLogger<MailDispatcher>.Instance);
}
