using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Rights;

/// <summary>Granting, withdrawing, requesting, answering and keeping rights, and who may do so (U1-U6).</summary>
public sealed class RightsServiceTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Grant_Given_IsHeldWithWhoAndWhen(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await EmployeeAsync(portal));
        Assert.Equal(RightsOutcome.Done, await portal.Rights.GrantAsync(birthe, ali.Id, CancellationToken));
        var holder = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.Holders);
        Assert.Equal((ali.Id, birthe.Name, portal.Clock.GetUtcNow()), (holder.Person.Id, holder.GrantedBy, holder.GrantedAt));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Grant_GivenAgain_ChangesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await EmployeeAsync(portal));
        await portal.Rights.GrantAsync(birthe, ali.Id, CancellationToken);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RightsOutcome.Done, await portal.Rights.GrantAsync(birthe, ali.Id, CancellationToken));
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task Grant_Withdrawn_IsGoneAtOnceAndOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await EmployeeAsync(portal));
        await portal.Rights.GrantAsync(birthe, ali.Id, CancellationToken);
        Assert.Equal(RightsOutcome.Done, await portal.Rights.WithdrawAsync(birthe, ali.Id, CancellationToken));
        Assert.Equal(RightsOutcome.Done, await portal.Rights.WithdrawAsync(birthe, ali.Id, CancellationToken));
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Rights.Holders);
        Assert.Equal([HistoryKind.RightGranted, HistoryKind.RightWithdrawn], (await portal.HistoryAsync(Aarhus)).Select(e => e.Kind));
    }

    [Theory, EveryDatabase]
    public async Task PersonOfAnotherMunicipality_AndOneWhoDoesNotExist_GetTheSameAnswer(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        Person foreign = APerson().In(Roskilde);
        await portal.AddAsync(foreign);
        foreach (var person in new[] { foreign.Id, Guid.NewGuid() })
        {
            Assert.Equal(RightsOutcome.NotFound, await portal.Rights.GrantAsync(birthe, person, CancellationToken));
            Assert.Equal(RightsOutcome.NotFound, await portal.Rights.WithdrawAsync(birthe, person, CancellationToken));
            Assert.Equal(RightsOutcome.NotFound, await portal.Rights.KeepAsync(birthe, person, "Fordi", CancellationToken));
            Assert.Equal(RightsOutcome.NotFound, await portal.Rights.RefuseAsync(birthe, person, "Fordi", CancellationToken));
            Assert.Equal(RightsOutcome.NotFound, await portal.Rights.AppointAsync(birthe, person, CancellationToken));
            Assert.Equal(RightsOutcome.NotFound, await portal.Rights.DismissAsync(birthe, person, CancellationToken));
        }

        Assert.Empty(await portal.HistoryAsync(Aarhus));
        Assert.Empty(await portal.HistoryAsync(Roskilde));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task AdministratorWhoLostTheRole_WithASessionThatStillSaysSo_MayNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, other, ali) = (await AdministratorAsync(portal), await AdministratorAsync(portal), await EmployeeAsync(portal));
        await portal.Rights.DismissAsync(birthe, other.PersonId, CancellationToken);
        Assert.Equal(RightsOutcome.NotFound, await portal.Rights.GrantAsync(other, ali.Id, CancellationToken));
        Assert.Equal(RightsOutcome.NotFound, await portal.Rights.AppointAsync(other, other.PersonId, CancellationToken));
        Assert.Empty(await portal.RightsHistory.NewestAsync(other, CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Request_MadeTwice_IsOne(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var ali = await portal.AddActorAsync(APerson());
        Assert.Equal(RightsOutcome.Done, await portal.Rights.AskAsync(ali, CancellationToken));
        Assert.Equal(RightsOutcome.Done, await portal.Rights.AskAsync(ali, CancellationToken));
        var request = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.OpenRequests);
        Assert.Equal((ali.PersonId, portal.Clock.GetUtcNow()), (request.Person.Id, request.AskedAt));
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Request_OfSomebodyWhoHoldsTheRight_IsNone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await portal.AddActorAsync(APerson()));
        await portal.Rights.GrantAsync(birthe, ali.PersonId, CancellationToken);
        Assert.Equal(RightsOutcome.Done, await portal.Rights.AskAsync(ali, CancellationToken));
        Assert.Null((await portal.LoadSnapshotAsync(Aarhus)).Rights.RequestOf(ali.PersonId));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Request_Granted_IsAnswered(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await portal.AddActorAsync(APerson()));
        await portal.Rights.AskAsync(ali, CancellationToken);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.Rights.GrantAsync(birthe, ali.PersonId, CancellationToken);
        var rights = (await portal.LoadSnapshotAsync(Aarhus)).Rights;
        Assert.Empty(rights.OpenRequests);
        var request = rights.RequestOf(ali.PersonId)!;
        Assert.Equal((birthe.Name, portal.Clock.GetUtcNow(), null), (request.AnsweredBy, request.AnsweredAt, request.RefusedBecause));
    }

    [Theory, EveryDatabase]
    public async Task Request_Refused_IsAnsweredWithTheReasonAndCanBeMadeAnew(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await portal.AddActorAsync(APerson()));
        await portal.Rights.AskAsync(ali, CancellationToken);
        Assert.Equal(
            RightsOutcome.Done, await portal.Rights.RefuseAsync(birthe, ali.PersonId, "  Du er ikke kontakt  ", CancellationToken));
        var request = (await portal.LoadSnapshotAsync(Aarhus)).Rights.RequestOf(ali.PersonId)!;
        Assert.Equal((birthe.Name, "Du er ikke kontakt"), (request.AnsweredBy, request.RefusedBecause));
        Assert.Equal(RightsOutcome.NotFound, await portal.Rights.RefuseAsync(birthe, ali.PersonId, "Igen", CancellationToken));

        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.Rights.AskAsync(ali, CancellationToken);
        Assert.Null((await portal.LoadSnapshotAsync(Aarhus)).Rights.RequestOf(ali.PersonId)!.AnsweredAt);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Reason_MissingTooLongOrNotPlain_IsAskedForAndNothingChanges(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await portal.AddActorAsync(APerson()));
        await portal.Rights.AskAsync(ali, CancellationToken);
        foreach (var reason in new[] { "", "   ", new string('x', RightsService.LongestReason + 1), "linje\u0007" })
        {
            Assert.Equal(RightsOutcome.ReasonNeeded, await portal.Rights.RefuseAsync(birthe, ali.PersonId, reason, CancellationToken));
            Assert.Equal(RightsOutcome.ReasonNeeded, await portal.Rights.KeepAsync(birthe, ali.PersonId, reason, CancellationToken));
        }

        Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.OpenRequests);
        Assert.Equal(
            RightsOutcome.Done,
            await portal.Rights.RefuseAsync(birthe, ali.PersonId, new string('x', RightsService.LongestReason), CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task RightOfAFormerContact_Kept_StandsWithItsReasonUntilThePersonIsAContactAgain(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var contact = await portal.AddAsync(AContact());
        await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken);
        contact = await portal.SavedAsync(birthe, ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        Assert.Equal(RightsOutcome.Done, await portal.Rights.KeepAsync(birthe, contact.PersonId, " Afløser i ferien ", CancellationToken));
        Assert.Equal("Afløser i ferien", Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.Holders).KeptBecause);
        await portal.SavedAsync(birthe, ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: false));
        var holder = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.Holders);
        Assert.Equal((null, null), (holder.KeptBecause, holder.FormerContactSince));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RightThatNobodyHolds_Kept_IsRefused(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await EmployeeAsync(portal));
        Assert.Equal(RightsOutcome.NotFound, await portal.Rights.KeepAsync(birthe, ali.Id, "Fordi", CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Administrator_AppointedAndDismissed_IsOneMeanwhile(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await EmployeeAsync(portal));
        await portal.Rights.AppointAsync(birthe, ali.Id, CancellationToken);
        await portal.Rights.AppointAsync(birthe, ali.Id, CancellationToken);
        Assert.True((await portal.LoadSnapshotAsync(Aarhus)).Rights.IsAdministrator(ali.Id));
        Assert.Equal(Role.LocalAdministrator, (await portal.Directory.ActorAsync(ali.Id, Aarhus, CancellationToken))!.Role);
        await portal.Rights.DismissAsync(birthe, ali.Id, CancellationToken);
        await portal.Rights.DismissAsync(birthe, ali.Id, CancellationToken);
        Assert.False((await portal.LoadSnapshotAsync(Aarhus)).Rights.IsAdministrator(ali.Id));
        Assert.Equal(
            [HistoryKind.AdministratorAppointed, HistoryKind.AdministratorDismissed],
            (await portal.HistoryAsync(Aarhus)).Select(e => e.Kind));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task LastAdministrator_Dismissed_StaysAndSoDoesAnotherMunicipalitys(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);

        // An administrator of another municipality does not count.
        await portal.AddAsync(APerson().In(Roskilde).LocalAdministrator());
        Assert.Equal(RightsOutcome.LastAdministrator, await portal.Rights.DismissAsync(birthe, birthe.PersonId, CancellationToken));
        Assert.True((await portal.LoadSnapshotAsync(Aarhus)).Rights.IsAdministrator(birthe.PersonId));
        Assert.Empty(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task TwoAdministrators_DismissEachOtherAtOnce_OneStays(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (one, two) = (await AdministratorAsync(portal), await AdministratorAsync(portal));
        var outcomes = await Task.WhenAll(
            Task.Run(() => portal.Rights.DismissAsync(one, two.PersonId, CancellationToken), CancellationToken),
            Task.Run(() => portal.Rights.DismissAsync(two, one.PersonId, CancellationToken), CancellationToken));
        Assert.Single(outcomes, o => o == RightsOutcome.Done);
        Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.Administrators);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RightsThatComeWithTheSignIn_Administered_AreRefusedByEveryCommand(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, new() { FromSignIn = true, GrantedIn = "rollekataloget" });
        var (birthe, ali) = (await AdministratorAsync(portal), await portal.AddActorAsync(APerson()));
        Assert.Equal(RightsOutcome.GrantedElsewhere, await portal.Rights.GrantAsync(birthe, ali.PersonId, CancellationToken));
        Assert.Equal(RightsOutcome.GrantedElsewhere, await portal.Rights.WithdrawAsync(birthe, ali.PersonId, CancellationToken));
        Assert.Equal(RightsOutcome.GrantedElsewhere, await portal.Rights.KeepAsync(birthe, ali.PersonId, "Fordi", CancellationToken));
        Assert.Equal(RightsOutcome.GrantedElsewhere, await portal.Rights.RefuseAsync(birthe, ali.PersonId, "Fordi", CancellationToken));
        Assert.Equal(RightsOutcome.GrantedElsewhere, await portal.Rights.AskAsync(ali, CancellationToken));
        Assert.Empty(await portal.HistoryAsync(Aarhus));
    }

    private static Task<Actor> AdministratorAsync(PortalUnderTest portal) => portal.AddActorAsync(APerson().LocalAdministrator());

    private static async Task<Person> EmployeeAsync(PortalUnderTest portal)
    {
        Person person = APerson();
        await portal.AddAsync(person);
        return person;
    }
}
