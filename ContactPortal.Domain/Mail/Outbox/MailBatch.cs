using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Mail;

/// <summary>Queues the mails that one command causes, in its transaction (D7).</summary>
internal sealed class MailBatch(PortalDb db, OrganisationCode organisation, DateTimeOffset at)
{
    public OrganisationCode Organisation => organisation;

    public long? Delivery { get; init; }

    /// <summary>How long its mails wait before they are sent: some for those that a person's change causes.</summary>
    public TimeSpan HoldFor { get; init; }

    /// <summary>The person who was the contact before the change that causes the mails, or null.</summary>
    public Guid? Former { get; init; }

    public void AddToContact(Guid contact, MailKind kind, MailContent content) =>
        Add(kind, content, MailState.Waiting, contact: contact);

    public void AddToContact(Guid contact, MailKind kind, MailContent content, MailCondition condition, Guid about) =>
        Add(kind, content, MailState.Waiting, contact: contact, condition: condition, about: about);

    public void AddToPerson(Guid person, MailKind kind, MailContent content, MailCondition? condition = null, Guid? about = null) =>
        Add(kind, content, MailState.Waiting, person: person, condition: condition, about: about);

    public void AddToAddress(string address, string? name, MailKind kind, MailContent content) =>
        Add(kind, content, MailState.Waiting, address: address, name: name);

    public void AddUnaddressed(MailKind kind, MailContent content) => Add(kind, content, MailState.Unaddressed);

    public void AddReaddressed(OutboxMail mail, Guid contact) =>
        Add(mail.Kind, MailContent.FromJson(mail.Body), MailState.Waiting, contact: contact, delivery: mail.Delivery);

    private void Add(
        MailKind kind, MailContent content, MailState state, Guid? contact = null, Guid? person = null, string? address = null,
        string? name = null, MailCondition? condition = null, Guid? about = null, long? delivery = null)
    {
        db.Outbox.Add(new()
        {
            Organisation = organisation, Id = Guid.CreateVersion7(at), Kind = kind, ContactId = contact, PersonId = person,
            ToAddress = address, ToName = name, Delivery = delivery ?? Delivery, Subject = content.Subject, Body = content.ToJson(),
            Condition = condition, AboutId = about, FormerId = Former,
            CreatedAt = at, State = state, NextAttemptAt = at + HoldFor, ExpiresAt = at + HoldFor + Outbox.RetryWindow,
        });
        if (state == MailState.Waiting)
            db.MarkMailQueued();
    }
}
