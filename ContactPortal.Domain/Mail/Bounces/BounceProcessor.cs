using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Processes what comes to the return addresses of mails: notes at the mail why it came back, and records addresses that are dead (D7).
/// </summary>
public sealed class BounceProcessor(PortalDatabase database, AddressMarks marks, MailHealth health, MailFeed feed, TimeProvider clock)
{
    /// <summary>Processes a message as received from the mail server.</summary>
    public async Task<BounceOutcome> ProcessAsync(Stream message, CancellationToken cancellationToken)
    {
        try
        {
            using var bounce = await MimeMessage.LoadAsync(message, cancellationToken);
            return await ProcessAsync(bounce, cancellationToken);
        }
        catch (FormatException)
        {
            return BounceOutcome.NotABounce;
        }
    }

    /// <summary>Processes a message.</summary>
    public async Task<BounceOutcome> ProcessAsync(MimeMessage bounce, CancellationToken cancellationToken)
    {
        var mail = await FindAsync(bounce, cancellationToken);
        switch (BounceClassifier.Classify(bounce, mail?.Address ?? ""))
        {
            case BounceVerdict.NotABounce:
                return BounceOutcome.NotABounce;
            case BounceVerdict.NoFailure:
                return BounceOutcome.NoFailure;
            case BounceVerdict.Failure failure when mail is { Address: { } address }:
                await NoteAsync(mail, failure, cancellationToken);
                if (failure.Reason is BounceReason.Policy or BounceReason.SenderRefused)
                    health.ReturnedByPolicy(failure.Reason, failure.Cause);
                if (failure.Reason != BounceReason.Dead)
                    return BounceOutcome.Noted;
                return await marks.RecordDeadAsync(mail, address, failure.Cause, isRefused: false, cancellationToken)
                    ? BounceOutcome.Dead
                    : BounceOutcome.NotOurs;
            default:
                return BounceOutcome.NotOurs;
        }
    }

    private async Task NoteAsync(OutboxMail mail, BounceVerdict.Failure failure, CancellationToken cancellationToken)
    {
        await database.ExecuteWriteAsync(async (db, token) =>
        {
            var stored = await db.Outbox.SingleOrDefaultAsync(
                m => m.Id == mail.Id && (m.State == MailState.Accepted || m.State == MailState.Returned), token);
            if (stored is null)
                return false;
            (stored.State, stored.Reason, stored.Cause, stored.SettledAt) =
                (MailState.Returned, failure.Reason, failure.Cause, clock.GetUtcNow());
            return true;
        }, cancellationToken);
        feed.Publish(mail.Organisation);
    }

    /// <summary>The mail that bounced, or null. The context is disposed before the write, which uses another connection.</summary>
    private async Task<OutboxMail?> FindAsync(MimeMessage bounce, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        foreach (var id in BounceAddressCodec.DecodeFrom(bounce))
        {
            if (await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is { Address: not null } mail)
                return mail;
        }

        return null;
    }
}
