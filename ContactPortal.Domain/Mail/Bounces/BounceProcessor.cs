using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Processes delivery status notifications (RFC 3464), and marks the addresses that failed (D7).</summary>
public sealed class BounceProcessor(PortalDatabase database, TimeProvider clock)
{
    private const string Address = ContactField.BouncedAddressKey;
    private const string Cause = ContactField.BounceCauseKey;

    private const string FailedAction = "failed";

    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, Guid, CancellationToken, Task<AddressBounce?>>> BounceOf =
        new(() => EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, Guid contact, CancellationToken cancellationToken) =>
            db.AddressBounces.SingleOrDefault(b => b.Organisation == organisation && b.ContactId == contact)));

    /// <summary>The actor's id in the history: a mail server is no person.</summary>
    private static readonly Guid MailServer = new("2c9b8f64-6a4e-4f0e-8a54-0c2f3f9b7a11");

    /// <summary>Processes a message as received from the mail server.</summary>
    public async Task<BounceOutcome> ProcessAsync(Stream message, CancellationToken cancellationToken)
    {
        MimeMessage bounce;
        try
        {
            bounce = await MimeMessage.LoadAsync(message, cancellationToken);
        }
        catch (FormatException)
        {
            return BounceOutcome.NotABounce;
        }

        if (bounce.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
            return BounceOutcome.NotABounce;
        if (status.StatusGroups.FirstOrDefault(
            g => string.Equals(g["Action"]?.Trim(), FailedAction, StringComparison.OrdinalIgnoreCase)) is not { } failure)
        {
            return BounceOutcome.NoFailure;
        }

        return await FindAsync(bounce, cancellationToken) is { Address: { } address } mail && await MarkAsync(
            mail, address, CauseOf(failure), cancellationToken)
            ? BounceOutcome.Marked
            : BounceOutcome.NotOurs;
    }

    /// <summary>Marks the address of the mail's contact; false when the contact's address has been changed.</summary>
    internal async Task<bool> MarkAsync(OutboxMail mail, string address, string cause, CancellationToken cancellationToken)
    {
        if (mail.ContactId is not { } contactId)
            return false;
        var actor = new Actor(MailServer, "Mailserver", mail.Organisation, Role.Agency);
        return await database.ExecuteWriteAsync(mail.Organisation, async (db, token) =>
        {
            var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(
                c => c.Organisation == mail.Organisation && c.Id == contactId && c.Email == address, token);
            if (contact is null)
                return false;

            var known = await BounceOf.For(db)(db, mail.Organisation, contactId, token);
            if (known?.Address == address)
            {
                (known.At, known.Cause) = (clock.GetUtcNow(), cause);
                return true;
            }

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            if (known is not null)
                db.AddressBounces.Remove(known);
            db.AddressBounces.Add(new()
            {
                Organisation = mail.Organisation, ContactId = contactId, Address = address, At = history.Timestamp, Cause = cause,
            });
            history.Append(contactId, HistoryKind.AddressBounced, Guid.NewGuid(), [new(Address, "", address), new(Cause, "", cause)]);
            return history.ResultOf(true);
        }, cancellationToken);
    }

    /// <summary>Removes the bounce of a contact whose address has changed; call within the save's transaction.</summary>
    internal static async Task ClearAsync(PortalDb db, Contact contact, CancellationToken cancellationToken)
    {
        var bounce = await BounceOf.For(db)(db, contact.Organisation, contact.Id, cancellationToken);
        if (bounce is not null && bounce.Address != contact.Email)
            db.AddressBounces.Remove(bounce);
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

    private static string CauseOf(HeaderList failure) =>
        OutboxMail.CauseOf($"{failure["Status"]} {failure["Diagnostic-Code"]}".Replace("smtp;", "", StringComparison.OrdinalIgnoreCase));
}
