using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Demo;

/// <summary>
/// Fills an empty database with the persons and contacts of 98 municipalities, through the portal's own commands. The data is the same on
/// every machine for the same day, and dated before it. If interrupted, the next start continues.
/// </summary>
internal sealed class DemonstrationData(
    PersonDirectory directory, PortalDatabase database, IOptions<CalendarOptions> calendar, TimeProvider clock)
{
    // It fills years of changes at once.
    private readonly PortalDatabase unpaced = database.Unpaced;

    /// <summary>Fills the database unless it has been filled.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (await directory.ActorAsync(Personas.Find("0-90000001")!.PersonId, Municipalities.All[0].Code, cancellationToken) is not null)
            return;

        var (now, names) = (clock.GetUtcNow(), DemonstrationNames.Read());
        var beginning = MunicipalityPlan.BeginningFor(now);
        foreach (var municipality in Municipalities.All)
            await StoreAsync(MunicipalityPlan.Of(municipality.Code, names, beginning), cancellationToken);
        foreach (var request in AccessRequestPlan.Of(now).Requests)
            await StoreAsync(request, cancellationToken);
        foreach (var organisation in DeliveryPlan.Organisations)
        {
            await StoreAsync(DeliveryPlan.Of(organisation, now), Mails, cancellationToken);
            await new PastMails(database).SettleAsync(organisation, cancellationToken);
        }

        foreach (var municipality in Municipalities.All.Where(m => CoverageExamples.IsInGoodOrder(m.Code)))
            await StoreAsync(DeliveryPlan.RecentOf(municipality.Code, now), Outbox.Disabled, cancellationToken);
        await CoverageExamples.StoreAsync(database, now, cancellationToken);

        // Last: the agency's persons mark the database as filled.
        await directory.ImportAsync(
            OrganisationCode.Agency, [.. Personas.EntriesIn(OrganisationCode.Agency, beginning)], cancellationToken);
    }

    private async Task StoreAsync(MunicipalityPlan plan, CancellationToken cancellationToken)
    {
        await directory.ImportAsync(plan.Organisation, plan.Persons, cancellationToken);
        var planned = new DemonstrationClock(clock.GetUtcNow());
        var contactService = new ContactService(unpaced, Outbox.Disabled, planned);
        var saved = new Dictionary<PlannedContact, ContactView>(ReferenceEqualityComparer.Instance);
        foreach (var contact in plan.Contacts)
        {
            planned.Now = contact.At;
            saved.Add(contact, await SaveAsync(contactService, contact.Editor, contact.Draft, cancellationToken));
        }

        var administrator = plan.Persons.First(p => p.IsLocalAdministrator);
        var actor = new Actor(administrator.Id, administrator.Name, plan.Organisation, Role.LocalAdministrator);
        var rights = new RightsService(unpaced, Outbox.Disabled, Options.Create(new RightsOptions()), planned);
        foreach (var grant in plan.Grants)
        {
            planned.Now = grant.At;
            await rights.GrantAsync(actor, grant.Holder, cancellationToken);
        }

        foreach (var deactivation in plan.Deactivations)
        {
            planned.Now = deactivation.At;
            var draft = ContactDraft.Of(saved[deactivation.Contact]).With(ContactField.Deactivated, ticked: true);
            await SaveAsync(contactService, deactivation.Editor, draft with { SaveId = deactivation.SaveId }, cancellationToken);
        }

        var persons = new PersonService(unpaced, Outbox.Disabled, planned);
        foreach (var departure in plan.Departures)
        {
            planned.Now = departure.At;

            // Not theirs any more when the administrator has left already, in a demonstration that goes on where it stopped.
            var outcome = await persons.MarkLeftAsync(actor, departure.PersonId, cancellationToken);
            if (outcome is not (PersonOutcome.Saved or PersonOutcome.NotFound))
            {
                throw new InvalidOperationException(
                    $"That the demonstration's person {departure.PersonId} left was answered with {outcome}.");
            }
        }
    }

    private async Task StoreAsync(PlannedAccessRequest request, CancellationToken cancellationToken)
    {
        var planned = new DemonstrationClock(request.At);
        var matcher = new SignInMatcher(database, Options.Create(new IssuerOptions()), planned);
        var outcome = await new AccessRequestService(database, matcher, Outbox.Disabled, planned)
            .AskAsync(request.Identity, cancellationToken);
        if (outcome is not AskOutcome.Asked)
            throw new InvalidOperationException($"The demonstration's request of {request.Identity.Subject} was answered with {outcome}.");
    }

    private Outbox Mails => new(
        Options.Create(new RightsOptions()), Options.Create(new MailOptions()), calendar, Options.Create(new PersonalDataOptions()));

    private async Task StoreAsync(DeliveryPlan plan, Outbox outbox, CancellationToken cancellationToken)
    {
        var planned = new DemonstrationClock(clock.GetUtcNow());
        var intake = new DeliveryIntake(database, outbox, planned);
        foreach (var (at, delivery) in plan.Deliveries)
        {
            planned.Now = at;
            var outcome = await intake.ReceiveAsync(delivery, "Demonstration", cancellationToken);

            // ContentMismatch: a fill interrupted in another month has stored some of them with other errors.
            if (outcome is not (IntakeOutcome.Stored or IntakeOutcome.Duplicate or IntakeOutcome.ContentMismatch))
                throw new InvalidOperationException($"The demonstration's delivery {delivery.DeliveryId} was answered with {outcome}.");
        }
    }

    private static async Task<ContactView> SaveAsync(
        ContactService contactService, Person editor, ContactDraft draft, CancellationToken cancellationToken)
    {
        var outcome = await contactService.SaveAsync(
            new(editor.Id, editor.Name, editor.Organisation, Role.Staff), draft, cancellationToken);
        if (outcome is SaveOutcome.Saved saved)
            return saved.Contact;
        var error = (outcome as SaveOutcome.Invalid)?.Errors.FirstOrDefault();
        throw new InvalidOperationException(
            $"The demonstration's contact {draft.Typed.Rid} was refused: {error?.ToString() ?? outcome.ToString()}");
    }
}
