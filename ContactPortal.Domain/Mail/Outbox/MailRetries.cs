using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>Queues mails again that could not be sent or came back, each with a line in the history of its organisation (D7).</summary>
internal static class MailRetries
{
    internal const string Mail = nameof(Mail);
    internal const string Kind = nameof(Kind);

    /// <summary>The mails of the actor's organisation that could not be sent or came back.</summary>
    public static IQueryable<OutboxMail> FailedIn(PortalDb db, Actor actor) =>
        Failed(db).Where(m => m.Organisation == actor.Organisation);

    /// <summary>The mails that could not be sent or came back, of every organisation that the context may read.</summary>
    public static IQueryable<OutboxMail> Failed(PortalDb db) =>
        db.Outbox.Where(m => m.State == MailState.Failed || m.State == MailState.Returned);

    /// <summary>Queues them; returns how many.</summary>
    public static async Task<CommandResult<int>> RequeueAsync(
        PortalDb db, Actor actor, IQueryable<OutboxMail> failed, TimeProvider clock, CancellationToken cancellationToken)
    {
        var mails = await failed.OrderBy(m => m.Sequence).ToListAsync(cancellationToken);
        if (mails.Count == 0)
            return new(0);
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        foreach (var mail in mails)
        {
            (mail.State, mail.Attempts, mail.NextAttemptAt, mail.ExpiresAt, mail.SettledAt) =
                (MailState.Waiting, 0, history.Timestamp, history.Timestamp + Outbox.RetryWindow, null);
            history.Append(
                mail.Id, HistoryKind.MailRetried, Guid.NewGuid(), [new(Mail, "", $"{mail.Sequence}"), new(Kind, "", $"{mail.Kind}")]);
        }

        db.MarkMailQueued();
        return history.ResultOf(mails.Count);
    }
}
