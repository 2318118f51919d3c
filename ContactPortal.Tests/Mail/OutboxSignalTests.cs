using ContactPortal.Blazor.Mail;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Deliveries;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Mail;

/// <summary>The dispatcher is woken when mails are queued, and by nothing else (D7).</summary>
public sealed class OutboxSignalTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Change_WithoutMails_WakesNobody_AndOneThatQueuesSome_WakesOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await portal.AddAsync(AContact());
        var woken = 0;
        using var subscription = portal.Get<OutboxSignal>().Subscribe(() => woken++);

        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Name, "Anne Ny"));
        Assert.Equal(0, woken);
        await portal.ReceiveAsync();
        Assert.Equal(1, woken);
    }

    [Theory, EveryDatabase]
    public async Task MailsWithNobodyToGoTo_WakeNobody_UntilThereIsSomebody(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var woken = 0;
        using var subscription = portal.Get<OutboxSignal>().Subscribe(() => woken++);
        await portal.ReceiveAsync();
        Assert.Equal(0, woken);
        await portal.AddAsync(AContact());
        Assert.Equal(1, woken);
    }

    [Theory, EveryDatabase]
    public async Task Mails_WhenTheirDispatcherIsWoken_AreAlreadyThereToBeRead(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne");
        var waiting = new List<int>();
        using var subscription = portal.Get<OutboxSignal>().Subscribe(() =>
        {
            using var db = portal.ReadAsync().GetAwaiter().GetResult();
            waiting.Add(db.Outbox.Count(m => m.State == MailState.Waiting));
        });
        await portal.ReceiveAsync();
        Assert.Equal([1], waiting.Select(count => Math.Min(count, 1)));
    }

    [Theory, EveryDatabase]
    public async Task FailedMail_TriedAgainByHand_IsSentAtOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (holder, failed) = await HasFailedMailAsync(portal);
        var sent = new Signal();
        portal.MailTransport.Answer = _ =>
        {
            sent.Set();
            return new SendResult.Accepted();
        };
        using var pump = new OutboxHostedService(
            portal.Get<MailDispatcher>(), portal.Get<OutboxSignal>(), portal.Get<IOptions<MailOptions>>(), portal.Clock,
            NullLogger<OutboxHostedService>.Instance);
        await pump.StartAsync(CancellationToken);

        // The clock does not advance: only the command itself can cause the mail to be sent.
        Assert.True(await portal.Get<MailQueries>().RetryAsync(holder, failed.Sequence, CancellationToken));
        await sent.WaitAsync();
        await pump.StopAsync(CancellationToken);
    }

    [Theory, EveryDatabase]
    public async Task FailedMail_TriedAgainByHand_StandsInTheHistory(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (holder, failed) = await HasFailedMailAsync(portal);
        Assert.True(await portal.Get<MailQueries>().RetryAsync(holder, failed.Sequence, CancellationToken));
        var entry = (await portal.HistoryAsync(Aarhus))[^1];
        Assert.Equal((HistoryKind.MailRetried, failed.Id, holder.PersonId), (entry.Kind, entry.Subject, entry.ActorId));
        Assert.Contains($"{failed.Sequence}", entry.Changes, StringComparison.Ordinal);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task FailedMail_TriedAgainByHand_ReachesTheOwnOrganisationAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (holder, failed) = await HasFailedMailAsync(portal);
        var contexts = new RecordedContexts(portal);
        var register = new MailQueries(
            new PortalDatabase(contexts, portal.Feed, portal.Get<OutboxSignal>()), portal.Get<MailFeed>(), portal.Clock);
        Assert.True(await register.RetryAsync(holder, failed.Sequence, CancellationToken));
        Assert.Equal([OrganisationScope.Only(Aarhus)], contexts.Made.Select(db => db.Scope));
    }

    private static async Task<(Actor Holder, OutboxMail Failed)> HasFailedMailAsync(PortalUnderTest portal)
    {
        await portal.HasQuietlyAsync("Anne");
        await portal.ReceiveAsync();
        portal.MailTransport.Answer = _ => new SendResult.Refused("554 not wanted", BounceReason.ContentRefused);
        await portal.DispatchAsync();
        portal.MailTransport.Answer = _ => new SendResult.Accepted();
        var holder = await portal.HasHolderAsync("Mette Holm");
        await portal.DispatchAsync();
        return (holder, (await portal.OutboxAsync()).First(m => m.State == MailState.Failed));
    }

    /// <summary>Creates the portal's contexts and records them for the test.</summary>
    private sealed class RecordedContexts(PortalUnderTest portal) : IDbContextFactory<PortalDb>
    {
        public List<PortalDb> Made { get; } = [];

        public PortalDb CreateDbContext()
        {
            var db = portal.Get<IDbContextFactory<PortalDb>>().CreateDbContext();
            Made.Add(db);
            return db;
        }
    }
}
