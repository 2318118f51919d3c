using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Persons;

/// <summary>Invitations: valid once, for 14 days, and for a sign-in of the organisation only (P6).</summary>
public sealed class InvitationTests
{
    private const string Issuer = "https://login.example";
    private static readonly ExternalIdentity Pia = new(Issuer, "pia")
    {
        Cvr = "55133018", Organisation = Aarhus, Name = "Pia Lind", Email = "pia@kommune.example", Rid = Rid.Parse("44444444"),
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task AgencysFirstPerson_AcceptsTheInvitation_IsAddedAndTheLinkWorksOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var first = await AssertSentAsync(Service(portal).InviteAgencyAsync("en@ams.example", CancellationToken));
        var sent = await AssertSentAsync(Service(portal).InviteAgencyAsync(" to@ams.example ", CancellationToken));
        var jens = new ExternalIdentity(Issuer, "jens") { Cvr = "12345678", Organisation = OrganisationCode.Agency, Name = "Jens Winther" };
        Assert.Equal(
            new AcceptOutcome.Over(OrganisationCode.Agency, InvitationState.Withdrawn),
            await Service(portal).AcceptAsync(TokenOf(first), jens, CancellationToken));
        var accepted = Assert.IsType<AcceptOutcome.Accepted>(await Service(portal).AcceptAsync(TokenOf(sent), jens, CancellationToken));
        Assert.False(accepted.AdministratorsAreFew);
        Assert.Equal(
            new AcceptOutcome.Over(OrganisationCode.Agency, InvitationState.Accepted),
            await Service(portal).AcceptAsync(TokenOf(sent), jens with { Subject = "en anden" }, CancellationToken));
        Assert.Equal(Role.Agency, (await portal.Directory.ActorAsync(accepted.Match.PersonId, Aarhus, CancellationToken))?.Role);
        Assert.Equal(accepted.Match, await portal.MatchAsync(jens));
        Assert.Equal(
            [HistoryKind.Invited, HistoryKind.InvitationWithdrawn, HistoryKind.Invited, HistoryKind.InvitationAccepted],
            (await portal.HistoryAsync(OrganisationCode.Agency)).Select(e => e.Kind));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task TokenOfAnInvitation_Sent_IsInTheMailOnly(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var sent = await AssertSentAsync(Service(portal).InviteAgencyAsync("en@ams.example", CancellationToken));
        Assert.Equal(64, TokenOf(sent).Length);
        Assert.Equal(1, await portal.DispatchAsync());
        var mail = Assert.Single(await portal.OutboxAsync());
        Assert.Equal(("en@ams.example", sent.Path), (mail.Address, MailContent.FromJson(mail.Body).Path));
        await using var db = await portal.ReadAsync();
        Assert.DoesNotContain(
            await db.History.Select(h => h.Changes).ToListAsync(CancellationToken),
            c => c!.Contains(TokenOf(sent), StringComparison.Ordinal));
        Assert.Null(await Service(portal).FindAsync(Convert.ToHexStringLower(sent.Invitation.TokenHash), CancellationToken));
        Assert.Equal(sent.Invitation.Id, (await Service(portal).FindAsync(TokenOf(sent), CancellationToken))?.Id);
    }

    [Theory, EveryDatabase]
    public async Task FirstAdministrator_AcceptsTheInvitation_IsAppointedAndAskedToAppointAnother(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        Assert.Equal(
            new AcceptOutcome.OtherOrganisation(Aarhus, Roskilde),
            await Service(portal).AcceptAsync(TokenOf(sent), Pia with { Cvr = "29189404", Organisation = Roskilde }, CancellationToken));
        Assert.Equal(
            new AcceptOutcome.OtherOrganisation(Aarhus, null),
            await Service(portal).AcceptAsync(TokenOf(sent), Pia with { Cvr = null, Organisation = null }, CancellationToken));
        var accepted = Assert.IsType<AcceptOutcome.Accepted>(await Service(portal).AcceptAsync(TokenOf(sent), Pia, CancellationToken));
        Assert.True(accepted.AdministratorsAreFew);
        Assert.Equal(
            Role.LocalAdministrator, (await portal.Directory.ActorAsync(accepted.Match.PersonId, Aarhus, CancellationToken))?.Role);
        var status = Assert.Single(
            await portal.Get<MunicipalityStatusCache>().CurrentAsync(jens, CancellationToken), m => m.Organisation.Code == Aarhus);
        Assert.Equal((1, 0, (DateTimeOffset?)portal.Clock.GetUtcNow()), (status.Persons, status.Contacts, status.LastSignInAt));
        Assert.Equal(["Pia Lind"], status.Administrators);
        Assert.Equal(InvitationState.Accepted, Service(portal).StateOf(Assert.Single(status.Invitations)));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        Assert.IsType<InviteOutcome.AlreadyAccepted>(
            await Service(portal).WithdrawAsync(jens, Aarhus, sent.Invitation.Id, CancellationToken));
        Assert.IsType<InviteOutcome.AlreadyAccepted>(
            await Service(portal).SendAgainAsync(jens, Aarhus, sent.Invitation.Id, CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task PersonOfTheDirectory_AcceptsAnInvitation_BecomesAdministrator(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        Person anne = APerson().Named("Anne Holm").WithRid("44444444");
        await portal.AddAsync(anne, APerson().LocalAdministrator());
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "anne@kommune.example", CancellationToken));
        var accepted = Assert.IsType<AcceptOutcome.Accepted>(await Service(portal).AcceptAsync(TokenOf(sent), Pia, CancellationToken));
        Assert.Equal((anne.Id, false), (accepted.Match.PersonId, accepted.AdministratorsAreFew));
        Assert.Contains((await portal.LoadSnapshotAsync(Aarhus)).Rights.Administrators, a => a.Id == anne.Id);
    }

    [Theory, EveryDatabase]
    public async Task SignInThatMatchesPartly_AcceptsAnInvitation_IsAQuestion(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        Person anne = APerson().WithRid("44444444");
        await portal.AddAsync(anne);
        await portal.BindAsync(Pia with { Subject = "anne" }, new(anne.Id, Aarhus));
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        var question = Assert.IsType<AcceptOutcome.Question>(await Service(portal).AcceptAsync(TokenOf(sent), Pia, CancellationToken));
        Assert.Equal(new SignInMatch.Question(Aarhus, anne.Id, IdentityMismatch.OtherSubject), question.Asked);
        Assert.Equal(InvitationState.Open, Service(portal).StateOf((await Service(portal).FindAsync(TokenOf(sent), CancellationToken))!));
    }

    [Theory, EveryDatabase]
    public async Task ExpiredWithdrawnOrReplacedInvitation_Accepted_IsRefused(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        var old = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        portal.Clock.Advance(Invitation.Lifetime);
        Assert.Equal(
            new AcceptOutcome.Over(Aarhus, InvitationState.Expired),
            await Service(portal).AcceptAsync(TokenOf(old), Pia, CancellationToken));
        var again = await AssertSentAsync(Service(portal).SendAgainAsync(jens, Aarhus, old.Invitation.Id, CancellationToken));
        Assert.NotEqual(TokenOf(old), TokenOf(again));
        Assert.Equal(
            new AcceptOutcome.Over(Aarhus, InvitationState.Withdrawn),
            await Service(portal).AcceptAsync(TokenOf(old), Pia, CancellationToken));
        Assert.IsType<InviteOutcome.Withdrawn>(await Service(portal).WithdrawAsync(jens, Aarhus, again.Invitation.Id, CancellationToken));
        Assert.Equal(
            new AcceptOutcome.Over(Aarhus, InvitationState.Withdrawn),
            await Service(portal).AcceptAsync(TokenOf(again), Pia, CancellationToken));
        Assert.IsType<AcceptOutcome.NoInvitation>(await Service(portal).AcceptAsync("gæt", Pia, CancellationToken));
        Assert.Equal(0, await portal.DispatchAsync());
    }

    [Theory, EveryDatabase]
    public async Task TwoPersons_AcceptTheSameInvitation_OneIsAdded(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var another = portal.AnotherProcess();
        var jens = await portal.AddAgencyPersonAsync();
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        var outcomes = await Task.WhenAll(
            Service(portal).AcceptAsync(TokenOf(sent), Pia, CancellationToken),
            Service(another).AcceptAsync(TokenOf(sent), Pia with { Subject = "bo", Rid = null }, CancellationToken));
        Assert.Single(outcomes.OfType<AcceptOutcome.Accepted>());
        Assert.Single(outcomes.OfType<AcceptOutcome.Over>());
        Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.Administrators);
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoLeavesAtThatMoment_AcceptsAnInvitation_IsAQuestion(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (jens, birthe) = (await portal.AddAgencyPersonAsync(), await portal.AddAdministratorAsync());
        var pia = (await portal.SavedPersonAsync(birthe, new() { Typed = new() { Name = "Pia", Email = "p@k.example", Rid = "44444444" } }))
            .Person;
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        var service = new InvitationService(
            portal.Store, portal.MatcherAfter(1, () => portal.MarkLeftAsync(birthe, pia.Id)), portal.Get<IPersonMails>(), portal.Clock);
        Assert.Equal(
            new AcceptOutcome.Question(new(Aarhus, pia.Id, IdentityMismatch.LeftPerson)),
            await service.AcceptAsync(TokenOf(sent), Pia, CancellationToken));
        Assert.Equal(InvitationState.Open, Service(portal).StateOf((await Service(portal).FindAsync(TokenOf(sent), CancellationToken))!));
        Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.Administrators);
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoIsAddedAtThatMoment_AcceptsAnInvitation_IsThatPerson(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        Person pia = APerson().WithRid("44444444");
        var service = new InvitationService(
            portal.Store, portal.MatcherAfter(1, () => portal.AddAsync(pia)), portal.Get<IPersonMails>(), portal.Clock);
        var accepted = Assert.IsType<AcceptOutcome.Accepted>(await service.AcceptAsync(TokenOf(sent), Pia, CancellationToken));
        Assert.Equal(pia.Id, accepted.Match.PersonId);
    }

    [Theory, EveryDatabase]
    public async Task PersonOfAnotherMunicipality_AcceptsAnInvitation_KeepsTheIdAndMaySwitch(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        Person there = APerson().In(Roskilde).Named("Pia Lind");
        await portal.AddAsync(there);
        Assert.True(await portal.BindAsync(Pia with { Cvr = "29189404", Organisation = Roskilde, Rid = null }, new(there.Id, Roskilde)));
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        var accepted = Assert.IsType<AcceptOutcome.Accepted>(await Service(portal).AcceptAsync(TokenOf(sent), Pia, CancellationToken));
        Assert.Equal(there.Id, accepted.Match.PersonId);
        Assert.Equal(
            [Roskilde, Aarhus],
            (await portal.Directory.OrganisationsOfAsync(there.Id, CancellationToken)).Select(o => o.Code));
        Assert.Equal(accepted.Match, await portal.MatchAsync(Pia));
        Assert.Equal(Role.Staff, (await portal.Directory.ActorAsync(there.Id, Roskilde, CancellationToken))?.Role);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task PersonOfTheAgency_OrOfAMunicipalityThatTheIssuerMayNotSpeakFor_AcceptsAnInvitation_GetsAnId(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(
            on, issuers: new() { Issuers = [new() { Issuer = Issuer, Organisations = [Aarhus.Value, OrganisationCode.Agency.Value] }] });
        var jens = await portal.AddAgencyPersonAsync();
        Person there = APerson().In(Roskilde);
        await portal.AddAsync(there);
        Assert.True(await portal.BindAsync(Pia with { Organisation = Roskilde, Rid = null }, new(there.Id, Roskilde)));
        Assert.True(await portal.BindAsync(Pia with { Subject = "jens", Rid = null }, new(jens.PersonId, OrganisationCode.Agency)));
        foreach (var (identity, elsewhere) in new[] { (Pia, there.Id), (Pia with { Subject = "jens", Rid = null }, jens.PersonId) })
        {
            var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
            var accepted = Assert.IsType<AcceptOutcome.Accepted>(
                await Service(portal).AcceptAsync(TokenOf(sent), identity, CancellationToken));
            Assert.NotEqual(elsewhere, accepted.Match.PersonId);
        }
    }

    [Theory, EveryDatabase]
    public async Task ActorOutsideTheAgency_Invites_GetsNotFound(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        var birthe = await portal.AddActorAsync(APerson().LocalAdministrator());
        var sent = await AssertSentAsync(Service(portal).InviteAsync(jens, Aarhus, "pia@kommune.example", CancellationToken));
        foreach (var actor in new[] { birthe, birthe with { Role = Role.Agency } })
        {
            Assert.IsType<InviteOutcome.NotFound>(await Service(portal).InviteAsync(actor, Aarhus, "x@kommune.example", CancellationToken));
            Assert.IsType<InviteOutcome.NotFound>(
                await Service(portal).WithdrawAsync(actor, Aarhus, sent.Invitation.Id, CancellationToken));
            Assert.IsType<InviteOutcome.NotFound>(
                await Service(portal).SendAgainAsync(actor, Aarhus, sent.Invitation.Id, CancellationToken));
            Assert.Empty(await portal.Get<MunicipalityStatusCache>().CurrentAsync(actor, CancellationToken));
        }

        Assert.IsType<InviteOutcome.NotFound>(await Service(portal).InviteAsync(jens, new(102), "x@kommune.example", CancellationToken));
        Assert.IsType<InviteOutcome.NotFound>(
            await Service(portal).InviteAsync(jens, OrganisationCode.Agency, "x@kommune.example", CancellationToken));
        Assert.IsType<InviteOutcome.EmailWrong>(await Service(portal).InviteAsync(jens, Aarhus, "x", CancellationToken));
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    private static InvitationService Service(PortalUnderTest portal) => portal.Get<InvitationService>();

    private static async Task<InviteOutcome.Sent> AssertSentAsync(Task<InviteOutcome> outcome) =>
        Assert.IsType<InviteOutcome.Sent>(await outcome);

    private static string TokenOf(InviteOutcome.Sent sent) => sent.Path.Split('/')[^1];
}
