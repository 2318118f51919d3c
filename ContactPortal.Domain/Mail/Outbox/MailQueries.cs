using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Reads an organisation's mails of all kinds, and retries those that could not be sent or came back (D7). Open to holders of TASS
/// Opfølgning.
/// </summary>
public sealed class MailQueries(PortalDatabase database, MailFeed feed, TimeProvider clock)
{
    /// <summary>The number of mails on a page.</summary>
    public const int PageSize = 20;

    /// <summary>A page of the mails that the filter lets through, newest first; none without the right.</summary>
    public async Task<MailPage> ReadAsync(Actor actor, MailFilter filter, int page, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadDeliveries))
            return new([], HasMore: false, Failed: 0);
        await using var db = await database.OpenReadAsync(actor, Actions.ReadDeliveries, cancellationToken);
        if (!await DeliveryQueries.IsAllowedAsync(db, actor, cancellationToken))
            return new([], HasMore: false, Failed: 0);
        var names = await RecipientNames.ReadAsync(
            db.Contacts.Where(c => c.Organisation == actor.Organisation), db.Persons.Where(p => p.Organisation == actor.Organisation),
            cancellationToken);
        var mails = await Filtered(db, actor, filter, names)
            .OrderByDescending(m => m.Sequence).Skip(page * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        var failed = await MailRetries.FailedIn(db, actor).CountAsync(cancellationToken);
        return new(
            [.. mails.Take(PageSize).Select(m => ShownMail.Of(m, names))],
            mails.Count > PageSize, failed);
    }

    /// <summary>Requeues a mail that failed or came back; false when there is none, or the actor has no right to it.</summary>
    public async Task<bool> RetryAsync(Actor actor, long sequence, CancellationToken cancellationToken) =>
        await RetryAsync(actor, failed => failed.Where(m => m.Sequence == sequence), cancellationToken) > 0;

    /// <summary>Requeues all mails that failed or came back; returns how many.</summary>
    public Task<int> RetryAllAsync(Actor actor, CancellationToken cancellationToken) =>
        RetryAsync(actor, failed => failed, cancellationToken);

    private async Task<int> RetryAsync(
        Actor actor, Func<IQueryable<OutboxMail>, IQueryable<OutboxMail>> which, CancellationToken cancellationToken)
    {
        var requeued = await database.ExecuteWriteAsync(actor, async (db, token) =>
        {
            if (!actor.May(Actions.EditErrors) || !await DeliveryQueries.IsAllowedAsync(db, actor, token))
                return new CommandResult<int>(0);
            return await MailRetries.RequeueAsync(db, actor, which(MailRetries.FailedIn(db, actor)), clock, token);
        }, cancellationToken);
        if (requeued > 0)
            feed.Publish(actor.Organisation);
        return requeued;
    }

    private static IQueryable<OutboxMail> Filtered(
        PortalDb db, Actor actor, MailFilter filter, Dictionary<Guid, string> names)
    {
        var mails = db.Outbox.AsNoTracking().Where(m => m.Organisation == actor.Organisation);
        if (filter.Kind is { } kind)
            mails = mails.Where(m => m.Kind == kind);
        if (filter.State is { } state)
            mails = mails.Where(m => m.State == state);
        if (filter.To.Trim() is not { Length: > 0 } to)
            return mails;
        List<Guid?> recipients =
        [
            .. names.Where(n => n.Value.Contains(to, StringComparison.CurrentCultureIgnoreCase)).Select(n => (Guid?)n.Key),
        ];
        return mails.Where(m => recipients.Contains(m.ContactId) || recipients.Contains(m.PersonId)
            || (m.ToName != null && m.ToName.Contains(to)) || (m.Address != null && m.Address.Contains(to)));
    }
}
