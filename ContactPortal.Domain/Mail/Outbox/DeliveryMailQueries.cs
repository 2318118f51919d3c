using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Reads an organisation's mails about deliveries, and retries those that could not be sent (D7). Open to holders of TASS Opfølgning.
/// </summary>
public sealed class DeliveryMailQueries(PortalDatabase database, MailFeed feed, TimeProvider clock)
{
    internal const string Mail = nameof(Mail);
    internal const string Kind = nameof(Kind);

    private static readonly ImmutableArray<MailKind> OfDeliveries = [MailKind.Validation, MailKind.Receipt, MailKind.Reminder];

    /// <summary>The newest mails about deliveries; failed and unaddressed ones first.</summary>
    public async Task<ImmutableArray<ShownMail>> NewestAsync(Actor actor, int count, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(actor.Organisation, cancellationToken);
        if (!await DeliveryQueries.IsAllowedAsync(db, actor, cancellationToken))
            return [];
        var mails = await db.Outbox.AsNoTracking()
            .Where(m => m.Organisation == actor.Organisation && OfDeliveries.Contains(m.Kind))
            .OrderBy(m => m.State == MailState.Failed || m.State == MailState.Unaddressed ? 0 : 1)
            .ThenByDescending(m => m.Sequence)
            .Take(count)
            .ToListAsync(cancellationToken);
        var names = await db.Contacts.AsNoTracking().Where(c => c.Organisation == actor.Organisation).ToDictionaryAsync(
            c => c.Id, c => c.Name, cancellationToken);
        return
        [
            .. mails.Select(m => new ShownMail(
                m.Sequence, m.Kind, m.Subject, m.ContactId is { } id ? names.GetValueOrDefault(id) : null, m.CreatedAt, m.State,
                m.Attempts, m.NextAttemptAt,
                m.Cause)),
        ];
    }

    /// <summary>Requeues a failed mail; false when there is no such mail, or the actor has no right to it.</summary>
    public async Task<bool> RetryAsync(Actor actor, long sequence, CancellationToken cancellationToken)
    {
        var requeued = await database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
        {
            if (!actor.May(Actions.EditErrors) || !await DeliveryQueries.IsAllowedAsync(db, actor, token))
                return false;
            var mail = await db.Outbox.SingleOrDefaultAsync(
                m => m.Organisation == actor.Organisation && m.Sequence == sequence && m.State == MailState.Failed
                    && OfDeliveries.Contains(m.Kind), token);
            if (mail is null)
                return false;

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            (mail.State, mail.Attempts, mail.NextAttemptAt, mail.ExpiresAt, mail.SettledAt) =
                (MailState.Waiting, 0, history.Timestamp, history.Timestamp + Outbox.RetryWindow, null);
            db.MarkMailQueued();
            history.Append(
                mail.Id, HistoryKind.MailRetried, Guid.NewGuid(), [new(Mail, "", $"{mail.Sequence}"), new(Kind, "", $"{mail.Kind}")]);
            return history.ResultOf(true);
        }, cancellationToken);
        if (requeued)
            feed.Publish(actor.Organisation);
        return requeued;
    }
}
