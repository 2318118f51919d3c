using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Settles the mails about deliveries that are stored with times of the past, as in a demonstration: they count as sent at that time, and
/// the newest one came back.
/// </summary>
public sealed class PastMails(PortalDatabase database)
{
    private const string Cause = "552 5.2.2 Mailbox full";
    private static readonly TimeSpan SentAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Settles an organisation's waiting mails about deliveries; those to somebody who became a contact only after it are removed.
    /// </summary>
    /// <returns>How many there were.</returns>
    public Task<int> SettleAsync(OrganisationCode organisation, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            var since = await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation)
                .ToDictionaryAsync(c => c.Id, c => c.HeldSince, token);
            var mails = await db.Outbox
                .Where(m => m.Organisation == organisation && m.State == MailState.Waiting && m.Delivery != null)
                .OrderBy(m => m.Sequence).ToListAsync(token);
            var early = mails.Where(m => m.ContactId is { } contact && since[contact] > m.CreatedAt).ToHashSet();
            db.Outbox.RemoveRange(early);
            foreach (var mail in mails.Where(m => !early.Contains(m)))
                (mail.State, mail.Attempts, mail.SettledAt) = (MailState.Accepted, 1, mail.CreatedAt + SentAfter);
            if (mails.FindLast(m => !early.Contains(m)) is { } newest)
                (newest.State, newest.Reason, newest.Cause) = (MailState.Returned, BounceReason.Full, Cause);
            return mails.Count;
        }, cancellationToken);
}
