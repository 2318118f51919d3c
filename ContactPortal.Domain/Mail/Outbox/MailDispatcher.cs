using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Sends what waits in the outbox, in its order, one mail after another (D7). A worker leases the mail that it sends, so that no other
/// one sends it too; a worker that dies leaves its lease to run out, and the mail is sent again with the same Message-ID.
/// </summary>
public sealed partial class MailDispatcher(
    PortalDatabase database, IMailTransport transport, MailMessageBuilder writer, BounceProcessor bounces, MailFeed feed, TimeProvider clock, ILogger<MailDispatcher> logger)
{
    /// <summary>Longer than any attempt takes.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(15);
    private const int MaxDoublings = 10;

    private readonly Guid worker = Guid.NewGuid();

    private sealed record LeasedMail(OutboxMail Mail, string Name, string Address);

    /// <summary>The pause after so many attempts, give or take a fifth, so that many mails do not come back at once.</summary>
    public static TimeSpan RetryDelayAfter(int attempts, double chance)
    {
        var pause = FirstRetryDelay * Math.Pow(2, Math.Min(attempts - 1, MaxDoublings));
        return (pause < MaxRetryDelay ? pause : MaxRetryDelay) * (0.8 + (0.4 * chance));
    }

    /// <summary>Sends what is due, until nothing is, or the server is away. Says how many mails were accepted.</summary>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var accepted = 0;
        try
        {
            while (await LeaseNextAsync(cancellationToken) is { } leased)
            {
                var answer = await SendAsync(leased, cancellationToken);
                await RecordResultAsync(leased, answer, cancellationToken);
                if (answer is SendResult.Accepted)
                    accepted++;
                if (answer is SendResult.TransientFailure { ServerIsAway: true })
                    break;
            }
        }
        finally
        {
            await transport.DisconnectAsync(CancellationToken.None);
        }

        return accepted;
    }

    private async Task<SendResult> SendAsync(LeasedMail leased, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(
                writer.Build(leased.Mail, leased.Name, leased.Address), writer.ReturnAddressOf(leased.Mail), new(leased.Name, leased.Address), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One mail that can't be written or sent must not keep the others waiting.
            LogFault(logger, leased.Mail.Id, fault);
            return new SendResult.TransientFailure(fault.GetType().Name, ServerIsAway: false);
        }
    }

    /// <summary>The next mail that is due, with today's address. Mails to whoever is deactivated or gone are withheld on the way (D8).</summary>
    private async Task<LeasedMail?> LeaseNextAsync(CancellationToken cancellationToken)
    {
        // Only read at first: most looks, one every few seconds, find nothing that is due, and a write transaction keeps savers waiting.
        while (await IsAnyDueAsync(cancellationToken))
        {
            var (mail, leased) = await database.ExecuteWriteAsync(LeaseNextAsync, cancellationToken);
            if (mail is null)
                return null;
            if (leased is not null)
                return leased;
            feed.Publish(mail.Organisation);
        }

        return null;
    }

    private async Task<bool> IsAnyDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        return await DueIn(db, await db.GetLeaseTimeAsync(clock, cancellationToken)).AnyAsync(cancellationToken);
    }

    private IQueryable<OutboxMail> DueIn(PortalDb db, DateTimeOffset moment)
    {
        var now = clock.GetUtcNow();
        return db.Outbox.Where(m => m.State == MailState.Waiting && m.NextAttemptAt <= now && (m.LeasedUntil == null || m.LeasedUntil < moment));
    }

    private async Task<(OutboxMail? Mail, LeasedMail? Leased)> LeaseNextAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var moment = await db.GetLeaseTimeAsync(clock, cancellationToken);
        var mail = await DueIn(db, moment).OrderBy(m => m.Sequence).FirstOrDefaultAsync(cancellationToken);
        if (mail is null)
            return (null, null);

        if (await AddresseeAsync(db, mail, cancellationToken) is not { } addressee)
        {
            (mail.State, mail.SettledAt, mail.LeasedBy, mail.LeasedUntil) = (MailState.Withheld, now, null, null);
            return (mail, null);
        }

        (mail.LeasedBy, mail.LeasedUntil, mail.Address) = (worker, moment + LeaseDuration, addressee.Address);
        return (mail, new(mail, addressee.Name, addressee.Address));
    }

    private static async Task<(string Name, string Address)?> AddresseeAsync(PortalDb db, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (mail.ContactId is { } contactId)
        {
            var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(
                c => c.Organisation == mail.Organisation && c.Id == contactId && c.DeactivatedAt == null, cancellationToken);
            return contact is null ? null : (contact.Name, contact.Email);
        }

        var person = await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Organisation == mail.Organisation && p.Id == mail.PersonId, cancellationToken);
        return person is null ? null : (person.Name, person.Email);
    }

    private async Task RecordResultAsync(LeasedMail leased, SendResult answer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await database.ExecuteWriteAsync(async (db, token) =>
        {
            var mail = await db.Outbox.SingleOrDefaultAsync(m => m.Sequence == leased.Mail.Sequence && m.LeasedBy == worker, token);
            if (mail is null)
                return false;
            (mail.LeasedBy, mail.LeasedUntil, mail.Attempts) = (null, null, mail.Attempts + 1);
            switch (answer)
            {
                case SendResult.Accepted:
                    (mail.State, mail.Cause, mail.SettledAt) = (MailState.Accepted, null, now);
                    break;
                case SendResult.PermanentFailure never:
                    (mail.State, mail.Cause, mail.SettledAt) = (MailState.Failed, never.Cause, now);
                    break;
                case SendResult.TransientFailure later when now >= mail.ExpiresAt:
                    (mail.State, mail.Cause, mail.SettledAt) = (MailState.Failed, later.Cause, now);
                    break;
                case SendResult.TransientFailure later:
                    (mail.Cause, mail.NextAttemptAt) = (later.Cause, now + RetryDelayAfter(mail.Attempts, Random.Shared.NextDouble()));
                    break;
                default:
                    throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}.");
            }

            return true;
        }, cancellationToken);
        if (answer is SendResult.TransientFailure or SendResult.PermanentFailure)
            LogNotAccepted(logger, leased.Mail.Id, leased.Mail.Organisation, answer.GetType().Name);
        if (answer is SendResult.PermanentFailure { RefusesAddress: true } refused)
            await bounces.MarkAsync(leased.Mail, leased.Address, refused.Cause, cancellationToken);
        PortalMeter.Sent(leased.Mail.Kind, answer);
        feed.Publish(leased.Mail.Organisation);
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Mail} of organisation {Organisation} was not accepted: {Answer}")]
    private static partial void LogNotAccepted(ILogger logger, Guid mail, Organisations.OrganisationCode organisation, string answer);

    [LoggerMessage(LogLevel.Error, "Mail {Mail} could not be written or sent")]
    private static partial void LogFault(ILogger logger, Guid mail, Exception exception);
}
