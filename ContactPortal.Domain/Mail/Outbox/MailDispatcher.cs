using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Sends the waiting mails of the outbox in order, one at a time (D7). A dispatcher leases each mail that it sends, so that no other one
/// sends it too; after a dispatcher has died, the lease expires and the mail is sent again with the same Message-ID.
/// </summary>
public sealed partial class MailDispatcher(
    PortalDatabase database, IMailTransport transport, MailMessageBuilder builder, BounceProcessor bounces, MailFeed feed,
    TimeProvider clock, ILogger<MailDispatcher> logger)
{
    /// <summary>The lease on a mail: longer than any attempt takes.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(15);
    private const int MaxDoublings = 10;

    private readonly Guid worker = Guid.NewGuid();

    private sealed record LeasedMail(OutboxMail Mail, string Name, string Address);

    /// <summary>The delay after that many attempts: doubling, with 20 % jitter, so that many mails are not retried at once.</summary>
    public static TimeSpan RetryDelayAfter(int attempts, double chance)
    {
        var delay = FirstRetryDelay * Math.Pow(2, Math.Min(attempts - 1, MaxDoublings));
        return (delay < MaxRetryDelay ? delay : MaxRetryDelay) * (0.8 + (0.4 * chance));
    }

    /// <summary>Sends the mails that are due until none is left or the server is unavailable. Returns how many were accepted.</summary>
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
                builder.Build(leased.Mail, leased.Name, leased.Address), builder.ReturnAddressOf(leased.Mail),
                new(leased.Name, leased.Address), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A mail that cannot be built or sent must not block the others.
            LogFault(logger, leased.Mail.Id, fault);
            return new SendResult.TransientFailure(fault.GetType().Name, ServerIsAway: false);
        }
    }

    /// <summary>
    /// Leases the next due mail, with its recipient's current address. Mails to recipients who are deactivated or gone become withheld
    /// (D8).
    /// </summary>
    private async Task<LeasedMail?> LeaseNextAsync(CancellationToken cancellationToken)
    {
        // Read without a write transaction first: most polls, every few seconds, find nothing, and a write transaction blocks saves.
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

    private IQueryable<OutboxMail> DueIn(PortalDb db, DateTimeOffset leaseTime)
    {
        var now = clock.GetUtcNow();
        return db.Outbox.Where(
            m => m.State == MailState.Waiting && m.NextAttemptAt <= now && (m.LeasedUntil == null || m.LeasedUntil < leaseTime));
    }

    private async Task<(OutboxMail? Mail, LeasedMail? Leased)> LeaseNextAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var leaseTime = await db.GetLeaseTimeAsync(clock, cancellationToken);
        var mail = await DueIn(db, leaseTime).OrderBy(m => m.Sequence).FirstOrDefaultAsync(cancellationToken);
        if (mail is null)
            return (null, null);

        if (await FindRecipientAsync(db, mail, cancellationToken) is not { } recipient)
        {
            (mail.State, mail.SettledAt, mail.LeasedBy, mail.LeasedUntil) = (MailState.Withheld, now, null, null);
            return (mail, null);
        }

        (mail.LeasedBy, mail.LeasedUntil, mail.Address) = (worker, leaseTime + LeaseDuration, recipient.Address);
        return (mail, new(mail, recipient.Name, recipient.Address));
    }

    private static async Task<(string Name, string Address)?> FindRecipientAsync(
        PortalDb db, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (mail.ContactId is { } contactId)
        {
            var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(
                c => c.Organisation == mail.Organisation && c.Id == contactId && c.DeactivatedAt == null, cancellationToken);
            return contact is null ? null : (contact.Name, contact.Email);
        }

        if (mail.ToAddress is { } address)
            return (mail.ToName ?? address, address);

        // A municipality's mail may be addressed to an agency person, who is in the agency's directory.
        var person = await db.Persons.AsNoTracking().IgnoreAutoIncludes()
            .Where(p => (p.Organisation == mail.Organisation || p.Organisation == OrganisationCode.Agency) && p.Id == mail.PersonId)
            .Where(p => p.LeftAt == null && p.Email != "")
            .OrderByDescending(p => p.Organisation)
            .FirstOrDefaultAsync(cancellationToken);
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
                case SendResult.PermanentFailure permanent:
                    (mail.State, mail.Cause, mail.SettledAt) = (MailState.Failed, permanent.Cause, now);
                    break;
                case SendResult.TransientFailure transient when now >= mail.ExpiresAt:
                    (mail.State, mail.Cause, mail.SettledAt) = (MailState.Failed, transient.Cause, now);
                    break;
                case SendResult.TransientFailure transient:
                    (mail.Cause, mail.NextAttemptAt) = (transient.Cause, now + RetryDelayAfter(mail.Attempts, Random.Shared.NextDouble()));
                    break;
                default:
                    throw new InvalidOperationException($"Unknown result {answer.GetType().Name}.");
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
    private static partial void LogNotAccepted(ILogger logger, Guid mail, OrganisationCode organisation, string answer);

    [LoggerMessage(LogLevel.Error, "Mail {Mail} could not be built or sent")]
    private static partial void LogFault(ILogger logger, Guid mail, Exception exception);
}
