using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Mail;

/// <summary>Queues the mails that one command causes, in its transaction (D7).</summary>
internal sealed class MailBatch(PortalDb db, OrganisationCode organisation, DateTimeOffset at)
{
    public OrganisationCode Organisation => organisation;

    public long? Delivery { get; init; }

    public void AddToContact(Guid contact, MailKind kind, MailContent content) =>
        Add(kind, content.Subject, content.ToJson(), Delivery, contact, null, MailState.Waiting);

    public void AddToPerson(Guid person, MailKind kind, MailContent content) =>
        Add(kind, content.Subject, content.ToJson(), Delivery, null, person, MailState.Waiting);

    public void AddToAddress(string address, string? name, MailKind kind, MailContent content) =>
        Add(kind, content.Subject, content.ToJson(), Delivery, null, null, MailState.Waiting, address, name);

    public void AddUnaddressed(MailKind kind, MailContent content) =>
        Add(kind, content.Subject, content.ToJson(), Delivery, null, null, MailState.Unaddressed);

    public void AddReaddressed(OutboxMail mail, Guid contact) =>
        Add(mail.Kind, mail.Subject, mail.Body, mail.Delivery, contact, null, MailState.Waiting);

    private void Add(
        MailKind kind, string subject, string body, long? delivery, Guid? contact, Guid? person, MailState state,
        string? address = null, string? name = null)
    {
        db.Outbox.Add(new()
        {
            Organisation = organisation, Id = Guid.CreateVersion7(at), Kind = kind, ContactId = contact, PersonId = person,
            ToAddress = address, ToName = name, Delivery = delivery,
            Subject = subject, Body = body, CreatedAt = at, State = state, NextAttemptAt = at, ExpiresAt = at + Outbox.RetryWindow,
        });
        if (state == MailState.Waiting)
            db.MarkMailQueued();
    }
}
