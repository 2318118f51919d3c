using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Mail;

/// <summary>Queues mails in the outbox, in the transaction of the command that causes them (D7): both are committed or neither.</summary>
public sealed class Outbox(
    IOptions<RightsOptions> rights, IOptions<MailOptions> options, IOptions<CalendarOptions> calendar,
    IOptions<PersonalDataOptions> privacy, MailHelp? controller = null)
    : IContactMails, IRightsMails, IDeliveryMails, IPersonMails
{
    /// <summary>How long a mail is retried before it expires.</summary>
    public static readonly TimeSpan RetryWindow = TimeSpan.FromHours(48);

    private readonly bool isDisabled;

    private Outbox(bool isDisabled)
        : this(
            Options.Create(new RightsOptions()), Options.Create(new MailOptions()), Options.Create(new CalendarOptions()),
            Options.Create(new PersonalDataOptions())) =>
        this.isDisabled = isDisabled;

    /// <summary>An outbox that queues nothing, for data that must cause no mails.</summary>
    public static Outbox Disabled { get; } = new(isDisabled: true);

    private TimeSpan HoldFor => options.Value.HoldFor;

    private string? GrantedIn => rights.Value.FromSignIn ? rights.Value.GrantedIn : null;

    /// <inheritdoc />
    public Task DeliveryArrivedAsync(
        PortalDb db, Delivery delivery, ImmutableArray<ErrorGroup> errors, bool isFirst, CancellationToken cancellationToken) => isDisabled
        ? Task.CompletedTask
        : DeliveryMails.AddArrivalAsync(
            db, delivery, errors, isFirst, calendar.Value.NextDue(delivery.Type, delivery.Period, DanishCalendar.Of(delivery.ReceivedAt)),
            cancellationToken);

    /// <inheritdoc />
    public async Task ContactSavedAsync(
        PortalDb db, Actor actor, Contact contact, Guid? before, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Guid? now = contact.DeactivatedAt is null ? contact.PersonId : null;
        if (isDisabled || before == now)
            return;

        var isUndone = await IsUndoneAsync(db, contact, now, at, cancellationToken);
        var batch = new MailBatch(db, contact.Organisation, at) { HoldFor = HoldFor, Former = before };
        var organisation = Municipalities.NameOf(contact.Organisation);
        if (before is { } left && await HoldsAsync(db, contact.Organisation, left, cancellationToken)
            && !await IsContactElsewhereAsync(db, contact, left, cancellationToken)
            && await PersonAsync(db, contact.Organisation, left, cancellationToken) is { } former)
        {
            await AddToAdministratorsAsync(
                db, batch, RightsTaskMail.StillHolds(former.Name, organisation, GrantedIn), MailCondition.StillHoldsRight, left,
                cancellationToken);
        }

        if (now is null)
            return;
        if (now != actor.PersonId && !isUndone)
        {
            var codes = contact.Values.Responsibilities;
            var types = await db.DeliveryTypes.AsNoTracking().OrderBy(t => t.Position).ToListAsync(cancellationToken);
            batch.AddToContact(contact.Id, MailKind.MadeContact, MadeContactMail.Of(
                actor.Name, organisation, [.. types.Where(t => codes.Contains(t.Code)).Select(t => t.Name)], controller, privacy.Value),
                MailCondition.IsContact, now.Value);
        }

        if (!isUndone && !await HoldsAsync(db, contact.Organisation, now.Value, cancellationToken))
        {
            await AddToAdministratorsAsync(
                db, batch, RightsTaskMail.Lacks(contact.Name, organisation, GrantedIn), MailCondition.LacksRight, now.Value,
                cancellationToken);
        }

        foreach (var waiting in await db.Outbox.Where(m => m.Organisation == contact.Organisation && m.State == MailState.Unaddressed)
            .ToListAsync(cancellationToken))
        {
            batch.AddReaddressed(waiting, contact.Id);
            db.Outbox.Remove(waiting);
        }
    }

    /// <inheritdoc />
    public Task RightAskedAsync(PortalDb db, Person person, DateTimeOffset at, CancellationToken cancellationToken) => isDisabled
        ? Task.CompletedTask
        : AddToAdministratorsAsync(
            db, new(db, person.Organisation, at) { HoldFor = HoldFor },
            RightsTaskMail.Asks(person.Name, Municipalities.NameOf(person.Organisation), GrantedIn), MailCondition.AsksForRight, person.Id,
            cancellationToken);

    /// <inheritdoc />
    public void RightAnswered(PortalDb db, Actor actor, Guid personId, string? refusal, DateTimeOffset at)
    {
        if (isDisabled)
            return;
        var organisation = Municipalities.NameOf(actor.Organisation);
        new MailBatch(db, actor.Organisation, at) { HoldFor = HoldFor }.AddToPerson(
            personId, MailKind.RightsAnswer,
            refusal is null
                ? RightsAnswerMail.Granted(actor.Name, organisation)
                : RightsAnswerMail.Refused(actor.Name, organisation, refusal),
            refusal is null ? MailCondition.HoldsRight : null, personId);
    }

    /// <inheritdoc />
    public void InvitationCreated(PortalDb db, Invitation invitation, string path)
    {
        if (!isDisabled)
        {
            new MailBatch(db, invitation.Organisation, invitation.InvitedAt).AddToAddress(
                invitation.Email, name: null, MailKind.Invitation, InvitationMail.Of(invitation, path));
        }
    }

    /// <inheritdoc />
    public async Task InvitationWithdrawnAsync(
        PortalDb db, Invitation invitation, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var waiting = await db.Outbox
            .Where(m => m.Organisation == invitation.Organisation && m.Kind == MailKind.Invitation && m.ToAddress == invitation.Email
                && m.State == MailState.Waiting && m.LeasedBy == null)
            .ToListAsync(cancellationToken);
        foreach (var mail in waiting)
            (mail.State, mail.SettledAt) = (MailState.Withheld, at);
    }

    /// <inheritdoc />
    public async Task AccessRequestedAsync(
        PortalDb db, AccessRequest request, ImmutableArray<Guid> agencyPersons, CancellationToken cancellationToken)
    {
        if (isDisabled)
            return;
        var administrators = await AdministratorsAsync(db, request.Organisation, cancellationToken);
        var content = administrators.IsEmpty
            ? AccessRequestMail.ToAgency(request, NameOf(request.Organisation))
            : AccessRequestMail.ToAdministrators(request, NameOf(request.Organisation));
        var batch = new MailBatch(db, request.Organisation, request.AskedAt) { HoldFor = HoldFor };
        foreach (var person in administrators.IsEmpty ? agencyPersons : administrators)
            batch.AddToPerson(person, MailKind.AccessRequest, content, MailCondition.AsksForAccess, request.Id);
    }

    /// <inheritdoc />
    public void AccessAnswered(PortalDb db, AccessRequest request, DateTimeOffset at)
    {
        if (!isDisabled && request.Email.Length > 0)
        {
            new MailBatch(db, request.Organisation, at).AddToAddress(
                request.Email, request.Name.Length > 0 ? request.Name : null, MailKind.AccessAnswer,
                AccessAnswerMail.Of(request, NameOf(request.Organisation)));
        }
    }

    /// <inheritdoc />
    public void LastAdministratorLeft(PortalDb db, Person person, ImmutableArray<Guid> agencyPersons, DateTimeOffset at)
    {
        if (isDisabled)
            return;
        var batch = new MailBatch(db, person.Organisation, at) { HoldFor = HoldFor };
        var content = LeftAdministratorMail.Of(person.Name, NameOf(person.Organisation));
        foreach (var agencyPerson in agencyPersons)
            batch.AddToPerson(agencyPerson, MailKind.LeftAdministrator, content, MailCondition.HasNoAdministrator);
    }

    /// <inheritdoc />
    public void RightHolderLeft(PortalDb db, Person person, ImmutableArray<Guid> administrators, DateTimeOffset at)
    {
        if (isDisabled)
            return;
        var batch = new MailBatch(db, person.Organisation, at) { HoldFor = HoldFor };
        var content = RightsTaskMail.Left(person.Name, NameOf(person.Organisation), GrantedIn);
        foreach (var administrator in administrators)
            batch.AddToPerson(administrator, MailKind.RightsTask, content, MailCondition.LeftWithRight, person.Id);
    }

    /// <inheritdoc />
    public void LeavingsHeld(
        PortalDb db, OrganisationCode organisation, string source, ImmutableArray<Guid> administrators, DateTimeOffset at)
    {
        if (isDisabled)
            return;
        var batch = new MailBatch(db, organisation, at);
        foreach (var administrator in administrators)
            batch.AddToPerson(administrator, MailKind.LeavingsHeld, LeavingsHeldMail.Of(source, NameOf(organisation)));
    }

    /// <summary>Queues the reminders of a delivery that is due soon or late (D10).</summary>
    internal Task RemindAsync(
        PortalDb db, OrganisationCode organisation, DeliveryType type, ExpectedDelivery expected, DateTimeOffset at,
        CancellationToken cancellationToken) => isDisabled
        ? Task.CompletedTask
        : DeliveryMails.AddRemindersAsync(db, organisation, type, expected, at, cancellationToken);

    private static async Task AddToAdministratorsAsync(
        PortalDb db, MailBatch batch, MailContent content, MailCondition condition, Guid about, CancellationToken cancellationToken)
    {
        foreach (var administrator in await AdministratorsAsync(db, batch.Organisation, cancellationToken))
            batch.AddToPerson(administrator, MailKind.RightsTask, content, condition, about);
    }

    /// <summary>
    /// Whether the save makes somebody a contact again who was it until a moment ago, so that nothing has changed for them.
    /// </summary>
    private async Task<bool> IsUndoneAsync(PortalDb db, Contact contact, Guid? now, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (now is null)
            return false;
        var stored = db.Entry(contact);
        if (stored.State != EntityState.Added
            && stored.Property(c => c.PersonId).OriginalValue == now
            && stored.Property(c => c.DeactivatedAt).OriginalValue is { } deactivated && at - deactivated < HoldFor)
        {
            return true;
        }

        return await db.Outbox.AnyAsync(
            m => m.Organisation == contact.Organisation && m.ContactId == contact.Id && m.State == MailState.Waiting && m.Attempts == 0
                && m.FormerId == now && m.AboutId != now, cancellationToken);
    }

    private static async Task<ImmutableArray<Guid>> AdministratorsAsync(
        PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
    [
        .. await AdministratorQueries.AdministratorsIn(db, organisation)
            .OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken),
    ];

    private static string NameOf(OrganisationCode organisation) =>
        organisation == OrganisationCode.Agency ? MailTexts.Agency : Municipalities.NameOf(organisation);

    private static Task<bool> HoldsAsync(PortalDb db, OrganisationCode organisation, Guid person, CancellationToken cancellationToken) =>
        db.Grants.OfTassOpfoelgningIn(organisation).AnyAsync(g => g.PersonId == person, cancellationToken);

    private static Task<bool> IsContactElsewhereAsync(PortalDb db, Contact contact, Guid person, CancellationToken cancellationToken) =>
        db.Contacts.AnyAsync(
            c => c.Organisation == contact.Organisation && c.Id != contact.Id && c.PersonId == person && c.DeactivatedAt == null,
            cancellationToken);

    private static Task<Person?> PersonAsync(PortalDb db, OrganisationCode organisation, Guid id, CancellationToken cancellationToken) =>
        db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Organisation == organisation && p.Id == id, cancellationToken);
}
