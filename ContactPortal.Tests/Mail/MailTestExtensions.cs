using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Mail;

/// <summary>Helpers for mail tests: receive deliveries, clear, read and dispatch the outbox.</summary>
internal static class MailTestExtensions
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Receives a delivery of Aarhus.</summary>
    public static async Task<Delivery> ReceiveAsync(
        this PortalUnderTest portal, string type = Amfora, string id = "1", OrganisationCode? organisation = null,
        params ReportedError[] errors)
    {
        var reported = new ReportedDelivery((organisation ?? Aarhus).Value, type, "2026-02", id, 1200, [.. errors]);
        return Assert.IsType<IntakeOutcome.Stored>(
            await portal.Get<DeliveryIntake>().ReceiveAsync(reported, "test", CancellationToken)).Delivery;
    }

    /// <summary>Adds an active contact of Aarhus with that name, and removes the mails that this caused.</summary>
    public static async Task<ContactView> HasQuietlyAsync(this PortalUnderTest portal, string name, params string[] types)
    {
        var contact = await portal.AddAsync(AContact().HeldBy(APerson().Named(name)).ResponsibleFor([.. types]));
        await portal.ForgetMailsAsync();
        return contact;
    }

    /// <summary>Clears the outbox without sending.</summary>
    public static async Task ForgetMailsAsync(this PortalUnderTest portal)
    {
        await using var db = await portal.ReadAsync();
        await db.Outbox.ExecuteDeleteAsync(CancellationToken);
    }

    /// <summary>The mails of the outbox, in order.</summary>
    public static async Task<IReadOnlyList<OutboxMail>> OutboxAsync(this PortalUnderTest portal)
    {
        await using var db = await portal.ReadAsync();
        return await db.Outbox.AsNoTracking().OrderBy(m => m.Sequence).ToListAsync(CancellationToken);
    }

    /// <summary>Sends the mails that are due and returns how many were accepted.</summary>
    public static Task<int> DispatchAsync(this PortalUnderTest portal) => portal.Get<MailDispatcher>().DispatchAsync(CancellationToken);

    /// <summary>The names of the recipients of mails of a kind, in order.</summary>
    public static async Task<string> RecipientsAsync(this PortalUnderTest portal, MailKind kind)
    {
        await using var db = await portal.ReadAsync();
        var contacts = await db.Contacts.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Name, CancellationToken);
        var persons = (await db.Persons.AsNoTracking().ToListAsync(CancellationToken)).ToLookup(p => p.Id, p => p.Name);
        var mails = (await portal.OutboxAsync()).Where(m => m.Kind == kind);
        return string.Join(
            ", ", mails.Select(m => m.ContactId is { } id ? contacts[id] : persons[m.PersonId ?? Guid.Empty].FirstOrDefault("ingen"))
                .Order(StringComparer.Ordinal));
    }

    /// <summary>Adds a mail of that organisation to an address outside of the directory that came back for that reason.</summary>
    public static Task<OutboxMail> HasFailedMailAsync(
        this PortalDatabase store, OrganisationCode organisation, BounceReason reason = BounceReason.Full, string cause = "552 full") =>
        store.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
            var content = new MailContent("Kvittering", ["Hej"], [], "/");
            var mail = db.Outbox.Add(new()
            {
                Organisation = organisation, Id = Guid.NewGuid(), Kind = MailKind.Receipt, Subject = content.Subject,
                Body = content.ToJson(), ToAddress = "anne@kommune.example", ToName = "Anne Holm", CreatedAt = at,
                State = MailState.Returned, NextAttemptAt = at, ExpiresAt = at,
            });
            (mail.Property(m => m.Reason).CurrentValue, mail.Property(m => m.Cause).CurrentValue) = (reason, cause);
            await db.SaveChangesAsync(token);
            return mail.Entity;
        }, CancellationToken);

    public static async Task<Person> HasAdministratorAsync(this PortalUnderTest portal, string name)
    {
        Person administrator = APerson().Named(name).LocalAdministrator();
        await portal.AddAsync(administrator);
        return administrator;
    }
}
