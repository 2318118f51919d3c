using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;

namespace ContactPortal.Tests.Access;

/// <summary>Tries every action as every role, in the own municipality and in another one.</summary>
public sealed class RoleTableTests
{
    // Plus is done, minus is refused; the first of each pair is the own municipality, the second another one.
    private static readonly Dictionary<string, string> Holding = new()
    {
        //                               staff, local administrator, agency
        [nameof(Actions.ReadContacts)] = "+- +- +-",
        [nameof(Actions.EditContacts)] = "+- +- --",
        [nameof(Actions.GrantRights)] = "-- +- --",
        [nameof(Actions.AskForRight)] = "+- +- --",
        [nameof(Actions.ReadDeliveries)] = "+- +- --",
        [nameof(Actions.EditErrors)] = "+- +- --",
        [nameof(Actions.ManagePersons)] = "-- +- --",
        [nameof(Actions.InviteAdministrators)] = "-- -- ++",
        [nameof(Actions.ManageSystems)] = "-- -- ++",
        [nameof(Actions.LookUpContacts)] = "-- -- ++",
    };

    private static readonly Dictionary<string, string> Lacking = new(Holding)
    {
        [nameof(Actions.ReadDeliveries)] = "-- -- --",
        [nameof(Actions.EditErrors)] = "-- -- --",
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public Task HoldersOfTheRight_TryEveryAction_MayWhatTheTableSays(Database on) => AssertTableAsync(on, holding: true, Holding);

    [Theory, EveryDatabaseInLongRuns]
    public Task PersonsWithoutTheRight_TryEveryAction_MayWhatTheTableSays(Database on) => AssertTableAsync(on, holding: false, Lacking);

    [Theory, EveryDatabaseInLongRuns]
    public async Task SessionThatSaysAdministrator_OfSomebodyWhoIsNoLongerOne_GrantsNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var place = await PlaceAsync(portal, Aarhus);
        var staff = await portal.AddActorAsync(APerson()) with { Role = Role.LocalAdministrator };
        Assert.False(await DoesAsync(portal, Actions.GrantRights, staff, place));
    }

    private static async Task AssertTableAsync(Database on, bool holding, Dictionary<string, string> expected)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);

        // One change more in the other municipality, so that its delivery has a number that the own municipality does not have.
        await portal.AddAsync(AContact().In(Roskilde));
        var (own, other) = (await PlaceAsync(portal, Aarhus), await PlaceAsync(portal, Roskilde));
        var table = new Dictionary<string, string>();
        foreach (var action in Actions.All)
        {
            var cells = new List<string>();
            foreach (var role in Enum.GetValues<Role>())
            {
                var here = await DoesAsync(portal, action, await ActorAsync(portal, role, holding), own);
                var there = await DoesAsync(portal, action, await ActorAsync(portal, role, holding), other);
                cells.Add($"{(here ? '+' : '-')}{(there ? '+' : '-')}");
            }

            table[action.Name] = string.Join(' ', cells);
        }

        Assert.Equal(expected, table);
    }

    /// <summary>An actor in Aarhus; the right is inserted directly into the table, so that the agency's people can have it too.</summary>
    private static async Task<Actor> ActorAsync(PortalUnderTest portal, Role role, bool holding)
    {
        var person = role == Role.LocalAdministrator ? APerson().LocalAdministrator() : APerson();
        var actor = await portal.AddActorAsync(person);
        if (holding)
        {
            await using var db = await portal.ReadAsync();
            db.Grants.Add(new()
            {
                Organisation = Aarhus, PersonId = actor.PersonId, Area = RightArea.NyKommune, Right = Right.TassOpfoelgning,
                GrantedAt = portal.Clock.GetUtcNow(), GrantedBy = "Opsætning",
            });
            await db.SaveChangesAsync(CancellationToken);
        }

        if (role == Role.Agency)
            await portal.AddAsync(person.In(OrganisationCode.Agency));
        actor = (await portal.Directory.ActorAsync(actor.PersonId, Aarhus, CancellationToken))!;
        Assert.Equal(role, actor.Role);
        return actor;
    }

    /// <summary>Tries the action on the municipality's data, as a request with forged ids would; returns whether it was done.</summary>
    private static async Task<bool> DoesAsync(PortalUnderTest portal, PortalAction action, Actor actor, Place place)
    {
        var query = new ErrorQuery(place.Delivery, State: null, Code: null);
        return action.Name switch
        {
            nameof(Actions.ReadContacts) => await portal.Histories.OfAsync(actor, place.Contact.Id, count: 1, CancellationToken) is not null,
            nameof(Actions.EditContacts) => await EditAsync(),
            nameof(Actions.GrantRights) =>
                await portal.Rights.GrantAsync(actor, (await ColleagueAsync()).Id, CancellationToken) == RightsOutcome.Done,

            // A person asks for the right for themselves: another municipality has no such person.
            nameof(Actions.AskForRight) =>
                await portal.Rights.AskAsync(actor with { Organisation = place.Organisation }, CancellationToken) == RightsOutcome.Done,
            nameof(Actions.ReadDeliveries) => await ReadAsync(query),
            nameof(Actions.EditErrors) =>
                await portal.Deliveries.ClaimAsync(actor, place.Delivery, ++place.Position, claim: true, CancellationToken),
            nameof(Actions.ManagePersons) =>
                await portal.Get<PersonService>().MarkLeftAsync(actor, (await ColleagueAsync()).Id, CancellationToken)
                    is PersonOutcome.Saved,
            nameof(Actions.InviteAdministrators) =>
                await portal.Get<InvitationService>().InviteAsync(actor, place.Organisation, "ny@kommune.example", CancellationToken)
                    is InviteOutcome.Sent,
            nameof(Actions.ManageSystems) => await RetryAsync(),
            nameof(Actions.LookUpContacts) => await LookUpAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.Name, "The test does not know how to try this action."),
        };

        async Task<bool> EditAsync()
        {
            var contact = (await portal.FindAsync(place.Organisation, place.Contact.Id))!;
            return await portal.SaveAsync(
                actor, ContactDraft.Of(contact).With(ContactField.Name, $"{actor.PersonId}")) is SaveOutcome.Saved;
        }

        async Task<bool> LookUpAsync()
        {
            var cache = portal.Get<AgencySnapshotCache>();
            var seen = (await cache.CurrentAsync(actor, CancellationToken)).Find(place.Organisation, place.Contact.Id);
            var contact = (await cache.CurrentAsync(CancellationToken)).Find(place.Organisation, place.Contact.Id)!;
            var isRecorded = await portal.Get<LookUpLog>().RecordAsync(
                actor, LookUpKind.Opened, new(LookUpPurposeKind.Reporting, ""), [contact], CancellationToken);
            Assert.Equal(seen is not null, isRecorded);
            return isRecorded;
        }

        async Task<bool> RetryAsync()
        {
            var mail = await portal.Store.HasFailedMailAsync(place.Organisation);
            var isListed = (await portal.Get<FailedMails>().ReadAsync(actor, page: 0, CancellationToken)).Mails.Any(
                m => m.Mail.Sequence == mail.Sequence);
            var isRetried = await portal.Get<FailedMails>().RetryAsync(actor, place.Organisation, mail.Sequence, CancellationToken);
            Assert.Equal(isListed, isRetried);
            return isRetried;
        }

        async Task<Person> ColleagueAsync()
        {
            Person colleague = APerson().In(place.Organisation);
            await portal.AddAsync(colleague);
            return colleague;
        }

        // All queries must agree.
        async Task<bool> ReadAsync(ErrorQuery asked)
        {
            var page = await portal.Deliveries.ErrorsAsync(actor, asked, 0, 10, CancellationToken);
            var codes = await portal.Deliveries.CodesAsync(actor, asked, CancellationToken);
            var all = await portal.Deliveries.AllErrorsAsync(actor, asked, CancellationToken).ToListAsync(CancellationToken);
            Assert.Equal((page.All, page.All), (all.Count, codes.Sum(c => c.Errors)));
            Assert.Equal(page.All > 0, page.Errors.Length > 0);
            return page.All > 0;
        }
    }

    private static async Task<Place> PlaceAsync(PortalUnderTest portal, OrganisationCode organisation)
    {
        const int errors = 40;
        await portal.AddAsync(APerson().In(organisation));
        var contact = await portal.AddAsync(AContact().In(organisation));
        var delivery = (await portal.Intake.ReceiveAsync(ADelivery(organisation, errors), "Test", CancellationToken))
            .Is<IntakeOutcome.Stored>().Delivery;
        return new(organisation, contact, delivery.Number);
    }

    private static ReportedDelivery ADelivery(OrganisationCode organisation, int errors) => new(
        organisation.Value, Amfora, "2026-01", $"delivery-{organisation}", 100,
        [.. Enumerable.Range(1, errors).Select(i => new ReportedError("A12", "Slutdato ligger før startdato", "slutdato", i, $"sag-{i}"))]);

    /// <summary>A municipality with a contact and a delivery; each try claims the next of its errors.</summary>
    private sealed record Place(OrganisationCode Organisation, ContactView Contact, long Delivery)
    {
        public int Position { get; set; }
    }
}
