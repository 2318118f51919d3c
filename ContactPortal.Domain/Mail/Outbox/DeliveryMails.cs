using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// The outbox's mails about deliveries, to the municipality's active contacts: what one that arrived causes, and reminders of one that is
/// expected.
/// </summary>
internal static class DeliveryMails
{
    /// <summary>
    /// Queues the validation mails and receipts of a delivery (D3, D4), with the day on which the next one is due; without a recipient until
    /// there is one (D5).
    /// </summary>
    public static async Task AddArrivalAsync(
        PortalDb db, Delivery delivery, ImmutableArray<ErrorGroup> errors, bool isFirst, DateOnly? nextDue,
        CancellationToken cancellationToken)
    {
        var type = await db.DeliveryTypes.AsNoTracking().SingleAsync(t => t.Code == delivery.Type, cancellationToken);
        var data = new DeliveryMailData(
            Municipalities.NameOf(delivery.Organisation), type.Name, delivery, isFirst, nextDue,
            [.. errors.Select(e => new MailRow(e.Code, string.Join(", ", e.Fields), e.Count))]);
        var active = await ActiveAsync(db, delivery.Organisation, cancellationToken);
        var batch = new MailBatch(db, delivery.Organisation, delivery.ReceivedAt) { Delivery = delivery.Number };
        var validation = ValidationMail.Of(data);
        if (active.IsEmpty)
        {
            batch.AddUnaddressed(MailKind.Validation, validation);
            batch.AddUnaddressed(MailKind.Receipt, ReceiptMail.Of(data, nobodyAnswers: true, standsInFor: null));
            return;
        }

        var absences = await db.Absences.AsNoTracking().Where(a => a.Organisation == delivery.Organisation).ToListAsync(cancellationToken);
        var (nobodyAnswers, left) = ResponsibilityFor(type, active);
        foreach (var contact in active)
            batch.AddToContact(contact.Id, MailKind.Validation, validation);
        var receipt = ReceiptMail.Of(data, nobodyAnswers, standsInFor: null, left);
        foreach (var recipient in Recipients.OfReceipt(type.Code, active, absences, DanishCalendar.Of(delivery.ReceivedAt)))
        {
            batch.AddToContact(
                recipient.ContactId, MailKind.Receipt,
                recipient.StandsInFor is { } absent ? ReceiptMail.Of(data, nobodyAnswers, absent, left) : receipt);
        }
    }

    /// <summary>Queues the reminders of a delivery that is due soon or late (D10).</summary>
    public static async Task AddRemindersAsync(
        PortalDb db, OrganisationCode organisation, DeliveryType type, ExpectedDelivery expected, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var active = await ActiveAsync(db, organisation, cancellationToken);
        var absences = await db.Absences.AsNoTracking().Where(a => a.Organisation == organisation).ToListAsync(cancellationToken);
        var batch = new MailBatch(db, organisation, at);
        var (nobodyAnswers, left) = ResponsibilityFor(type, active);
        foreach (var recipient in Recipients.OfReceipt(type.Code, active, absences, DanishCalendar.Of(at)))
        {
            batch.AddToContact(
                recipient.ContactId, MailKind.Reminder,
                ReminderMail.Of(Municipalities.NameOf(organisation), type.Name, expected, nobodyAnswers, recipient.StandsInFor, left));
        }
    }

    /// <summary>Why all active contacts get what the responsible ones get (D5, P5).</summary>
    private static (bool NobodyAnswers, string? Left) ResponsibilityFor(DeliveryType type, ImmutableArray<ContactView> active) => (
        !active.Any(c => c.Values.Responsibilities.Contains(type.Code)), Recipients.ResponsibleWhoLeft(type.Code, active)?.Values.Name);

    private static async Task<ImmutableArray<ContactView>> ActiveAsync(
        PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken)
    {
        var left = await db.Persons.Where(p => p.Organisation == organisation && p.LeftAt != null)
            .Select(p => new { p.Id, p.LeftAt }).ToDictionaryAsync(p => p.Id, p => p.LeftAt, cancellationToken);
        var active = await db.Contacts.AsNoTracking()
            .Where(c => c.Organisation == organisation && c.DeactivatedAt == null).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        return [.. active.Select(c => ContactView.Of(c) with { HolderLeft = left.GetValueOrDefault(c.PersonId) })];
    }
}
