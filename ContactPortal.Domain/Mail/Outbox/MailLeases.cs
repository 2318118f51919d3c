using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Leases due mails one by one. A lease counts as an attempt and sets the next one, so that a mail whose result can't be recorded is
/// neither sent again at once nor for ever.
/// </summary>
public sealed class MailLeases(PortalDatabase database, MailFeed feed, TimeProvider clock)
{
    /// <summary>The lease on a mail: longer than any attempt takes, with the 10 minutes that a server may take over its content.</summary>
    internal static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Leases the next due mail, with its recipient's current address. Mails to recipients who are deactivated or gone become withheld (D8),
    /// and so do those whose cause was undone; several to one person become one.
    /// </summary>
    internal async Task<LeasedMail?> NextAsync(Guid worker, CancellationToken cancellationToken)
    {
        // Read without a write transaction first: most polls, every few seconds, find nothing, and a write transaction blocks saves.
        while (await IsAnyDueAsync(cancellationToken))
        {
            var (mail, leased) = await database.ExecuteWriteAsync((db, token) => NextAsync(db, worker, token), cancellationToken);
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

    private async Task<(OutboxMail? Mail, LeasedMail? Leased)> NextAsync(PortalDb db, Guid worker, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var leaseTime = await db.GetLeaseTimeAsync(clock, cancellationToken);
        var mail = await DueIn(db, leaseTime).OrderBy(m => m.Sequence).FirstOrDefaultAsync(cancellationToken);
        if (mail is null)
            return (null, null);

        // Its last attempt was never settled, and its time is over.
        if (mail.LeasedBy is not null && now >= mail.ExpiresAt)
        {
            (mail.State, mail.SettledAt, mail.LeasedBy, mail.LeasedUntil) = (MailState.Failed, now, null, null);
            return (mail, null);
        }

        if (!await MailConditions.StillHoldsAsync(db, mail, cancellationToken)
            || await FindRecipientAsync(db, mail, cancellationToken) is not { } recipient)
        {
            (mail.State, mail.SettledAt, mail.LeasedBy, mail.LeasedUntil) = (MailState.Withheld, now, null, null);
            return (mail, null);
        }

        await MergeAsync(db, mail, now, cancellationToken);
        mail.Attempts++;
        mail.NextAttemptAt = now + MailDispatcher.RetryDelayAfter(mail.Attempts, Random.Shared.NextDouble());
        (mail.LeasedBy, mail.LeasedUntil, mail.Address) = (worker, leaseTime + Duration, recipient.Address);
        return (mail, new(mail, recipient.Name, recipient.Address));
    }

    /// <summary>Takes the other mails to the same recipient into this one that changes caused and that wait for the first time.</summary>
    private static async Task MergeAsync(PortalDb db, OutboxMail mail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (mail is not { Condition: not null, Attempts: 0 })
            return;

        // The agency is written to about several municipalities.
        var others = await db.Outbox
            .Where(m => m.PersonId == mail.PersonId && m.ContactId == mail.ContactId
                && (m.Organisation == mail.Organisation || (m.Kind == MailKind.LeftAdministrator && m.Kind == mail.Kind))
                && m.State == MailState.Waiting && m.Attempts == 0 && m.LeasedBy == null && m.Condition != null
                && m.Sequence != mail.Sequence)
            .OrderBy(m => m.Sequence).ToListAsync(cancellationToken);
        if (MailContent.TryFromJson(mail.Body) is not { } own)
            return;
        List<(MailKind Kind, MailContent Content)> contents = [(mail.Kind, own)];
        foreach (var other in others)
        {
            if (!await MailConditions.StillHoldsAsync(db, other, cancellationToken))
            {
                (other.State, other.SettledAt) = (MailState.Withheld, now);
            }
            else if (MailContent.TryFromJson(other.Body) is { } content)
            {
                contents.Add((other.Kind, content));
                db.Outbox.Remove(other);
            }
        }

        if (contents.Count == 1)
            return;
        var merged = MergedMail.Of([.. contents]);
        (mail.Subject, mail.Body) = (merged.Subject, merged.ToJson());
    }

    private static async Task<(string? Name, string Address)?> FindRecipientAsync(
        PortalDb db, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (mail.ContactId is { } contactId)
        {
            var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(
                c => c.Organisation == mail.Organisation && c.Id == contactId && c.DeactivatedAt == null, cancellationToken);
            return contact is null ? null : (contact.Name, contact.Email);
        }

        if (mail.ToAddress is { } address)
            return (mail.ToName, address);

        // A municipality's mail may be addressed to an agency person, who is in the agency's directory.
        var person = await db.Persons.AsNoTracking().IgnoreAutoIncludes()
            .Where(p => (p.Organisation == mail.Organisation || p.Organisation == OrganisationCode.Agency) && p.Id == mail.PersonId)
            .Where(p => p.LeftAt == null && p.Email != "")
            .OrderByDescending(p => p.Organisation)
            .FirstOrDefaultAsync(cancellationToken);
        return person is null ? null : (person.Name, person.Email);
    }
}
