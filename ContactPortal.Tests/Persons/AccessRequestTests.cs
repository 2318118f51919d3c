using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;

namespace ContactPortal.Tests.Persons;

/// <summary>A sign-in asks, an administrator answers (P2, P3).</summary>
public sealed class AccessRequestTests
{
    private const string Issuer = "https://login.example";
    private static readonly Guid Uuid = new("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    private static readonly ExternalIdentity Pia = new(Issuer, "pia")
    {
        Cvr = "55133018", Organisation = Aarhus, Name = "Pia\u0000  Lind", Email = "pia@kommune.example", Rid = Rid.Parse("44444444"), ProfessionalUuid = Uuid,
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Stranger_Asks_IsATaskAndAMailAndAskingTwiceChangesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var asked = Assert.IsType<AskOutcome.Asked>(await Service(portal).AskAsync(Pia, CancellationToken));
        Assert.Equal(asked, await Service(portal).AskAsync(Pia, CancellationToken));
        var task = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);
        Assert.Equal((asked.RequestId, AccessRequestKind.NewPerson, null), (task.Request.Id, task.Request.Kind, task.Candidate));
        Assert.Equal(
            new PersonValues { Name = "Pia Lind", Email = "pia@kommune.example", Rid = "44444444", ProfessionalUuid = $"{Uuid}" }, task.Request.Values);
        Assert.Equal(birthe.Name, await portal.RecipientsAsync(MailKind.AccessRequest));
        Assert.Equal(HistoryKind.AccessRequested, Assert.Single(await portal.HistoryAsync(Aarhus)).Kind);
        Assert.Equal(asked.RequestId, (await Service(portal).NewestAsync(Pia, CancellationToken))?.Id);
    }

    [Theory, EveryDatabase]
    public async Task Stranger_Admitted_IsAddedAndMailed_AndASecondAdministratorFindsItAnswered(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, bo) = (await AdministratorAsync(portal), await AdministratorAsync(portal));
        var request = await AskedAsync(portal, Pia);
        await portal.ForgetMailsAsync();
        var person = Assert.IsType<AccessOutcome.Admitted>(await Service(portal).AdmitAsync(birthe, request, null, CancellationToken)).Person;
        Assert.Equal("Pia Lind", person.Values.Name);
        Assert.Equal(new SignInMatch.Matched(person.Id, Aarhus), await portal.Get<SignInMatcher>().MatchAsync(Pia, CancellationToken));
        Assert.Equal(person.Id, (await Service(portal).NewestAsync(Pia, CancellationToken))?.PersonId);
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);

        var answered = Assert.IsType<AccessOutcome.AlreadyAnswered>(await Service(portal).AdmitAsync(bo, request, null, CancellationToken)).Request;
        Assert.Equal((birthe.Name, (Guid?)person.Id), (answered.AnsweredBy, answered.PersonId));
        Assert.IsType<AccessOutcome.AlreadyAnswered>(await Service(portal).RefuseAsync(bo, request, "Nej", CancellationToken));
        Assert.IsType<AskOutcome.Known>(await Service(portal).AskAsync(Pia, CancellationToken));

        Assert.Equal(1, await portal.DispatchAsync());
        Assert.Equal("pia@kommune.example", Assert.Single(await portal.OutboxAsync()).Address);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task TwoAdministrators_AdmitAtOnce_MakeOnePerson(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var another = portal.AnotherProcess();
        var (birthe, bo) = (await AdministratorAsync(portal), await AdministratorAsync(portal));
        var request = await AskedAsync(portal, Pia);
        var outcomes = await Task.WhenAll(
            Service(portal).AdmitAsync(birthe, request, null, CancellationToken), Service(another).AdmitAsync(bo, request, null, CancellationToken));
        Assert.Single(outcomes.OfType<AccessOutcome.Admitted>());
        Assert.Single(outcomes.OfType<AccessOutcome.AlreadyAnswered>());
        Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Values.Name == "Pia Lind");
    }

    [Theory, EveryDatabase]
    public async Task Stranger_Refused_IsMailedTheReason_AndMayAskAgain(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var request = await AskedAsync(portal, Pia);
        foreach (var reason in new[] { "", " ", new string('x', 501), "linje\u0007" })
            Assert.IsType<AccessOutcome.ReasonNeeded>(await Service(portal).RefuseAsync(birthe, request, reason, CancellationToken));
        Assert.IsType<AccessOutcome.Refused>(await Service(portal).RefuseAsync(birthe, request, " Arbejder ikke her ", CancellationToken));
        Assert.Equal("Arbejder ikke her", (await Service(portal).NewestAsync(Pia, CancellationToken))?.RefusedBecause);
        var mail = Assert.Single(await portal.OutboxAsync(), m => m.Kind == MailKind.AccessAnswer);
        Assert.Contains("Begrundelse: Arbejder ikke her", MailContent.FromJson(mail.Body).Paragraphs);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(request, await AskedAsync(portal, Pia));
    }

    [Theory, EveryDatabase]
    public async Task SignInWithoutANameOrWithARidThatIsTaken_HasToBeCorrectedToBeAdmitted(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var nameless = await AskedAsync(portal, Pia with { Name = "", Email = "ikke en adresse", Rid = null });
        var invalid = Assert.IsType<AccessOutcome.Invalid>(await Service(portal).AdmitAsync(birthe, nameless, null, CancellationToken));
        Assert.Equal([new(PersonField.Name, PersonError.NameMissing)], invalid.Errors);
        Person ali = APerson().Named("Ali Khan").WithRid("55555555");
        await portal.AddAsync(ali);
        var values = new PersonValues { Name = "Pia Lind", Rid = "55555555" };
        var taken = Assert.IsType<AccessOutcome.Invalid>(await Service(portal).AdmitAsync(birthe, nameless, values, CancellationToken));
        Assert.Equal([new(PersonField.Rid, PersonError.RidTaken, "Ali Khan")], taken.Errors);
        Assert.IsType<AccessOutcome.Admitted>(await Service(portal).AdmitAsync(birthe, nameless, values with { Rid = "" }, CancellationToken));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task Question_AnsweredWithTheSamePerson_LetsThemInWithTheNewIdentifiers(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = await BoundAsync(portal);
        var renewed = Pia with { ProfessionalUuid = Uuid };
        var request = await AskedAsync(portal, renewed);
        var task = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);
        Assert.Equal(
            (AccessRequestKind.IdentityQuestion, (IdentityMismatch?)IdentityMismatch.OtherSubject, (Guid?)anne.Id),
            (task.Request.Kind, task.Request.Reason, task.Candidate?.Id));
        Assert.IsType<AccessOutcome.NotFound>(await Service(portal).AdmitAsync(birthe, request, null, CancellationToken));
        var confirmed = Assert.IsType<AccessOutcome.Admitted>(await Service(portal).AnswerSamePersonAsync(birthe, request, CancellationToken)).Person;
        Assert.Equal((anne.Id, $"{Uuid}"), (confirmed.Id, confirmed.Values.ProfessionalUuid));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await MatchAsync(portal, renewed));

        // The subject before opens nothing any more.
        Assert.IsType<SignInMatch.Question>(await MatchAsync(portal, renewed with { Subject = "anne" }));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task Question_AnsweredWithAnotherPerson_GivesTheRidToTheNewOneAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = await BoundAsync(portal);
        var request = await AskedAsync(portal, Pia);
        var added = Assert.IsType<AccessOutcome.Admitted>(await Service(portal).AnswerAnotherPersonAsync(birthe, request, null, CancellationToken)).Person;
        Assert.NotEqual(anne.Id, added.Id);
        Assert.Equal(added.Id, (await portal.Directory.FindAsync(AnActor(), "44444444", CancellationToken))?.Id);
        Assert.Equal("", Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == anne.Id).Values.Rid);
        Assert.Equal(new SignInMatch.Matched(added.Id, Aarhus), await MatchAsync(portal, Pia));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await MatchAsync(portal, Pia with { Subject = "anne" }));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task SomebodyWhoLeft_ComesBack_IsTheSamePersonAgain(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = await BoundAsync(portal);
        await portal.Get<PersonService>().MarkLeftAsync(birthe, anne.Id, CancellationToken);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var request = await AskedAsync(portal, Pia with { Subject = "anne" });
        var back = Assert.IsType<AccessOutcome.Admitted>(await Service(portal).AnswerSamePersonAsync(birthe, request, CancellationToken)).Person;
        Assert.Equal((anne.Id, null), (back.Id, back.LeftAt));
        Assert.NotNull(await portal.Directory.ActorAsync(anne.Id, Aarhus, CancellationToken));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task MunicipalityWithoutAdministrator_IsAnsweredForByTheAgencyAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person jens = APerson().In(OrganisationCode.Agency).Named("Jens Winther");
        await portal.AddAsync(jens);
        var official = (await portal.Directory.ActorAsync(jens.Id, Aarhus, CancellationToken))!;
        var ali = await portal.AddActorAsync(APerson());
        var request = await AskedAsync(portal, Pia);
        Assert.Equal("Jens Winther", await portal.RecipientsAsync(MailKind.AccessRequest));
        Assert.Equal(1, await portal.DispatchAsync());
        foreach (var actor in new[] { ali, ali with { Role = Role.LocalAdministrator }, ali with { Role = Role.Agency }, official with { Organisation = Roskilde } })
            Assert.IsType<AccessOutcome.NotFound>(await Service(portal).AdmitAsync(actor, request, null, CancellationToken));
        Assert.Equal(1, Assert.Single(await portal.Get<MunicipalityOverview>().AllAsync(official, CancellationToken), m => m.Organisation.Code == Aarhus).OpenRequests);
        Assert.IsType<AccessOutcome.Admitted>(await Service(portal).AdmitAsync(official, request, null, CancellationToken));

        await AdministratorAsync(portal);
        var next = await AskedAsync(portal, Pia with { Subject = "ny", Rid = null, ProfessionalUuid = null });
        Assert.IsType<AccessOutcome.NotFound>(await Service(portal).AdmitAsync(official, next, null, CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task SomebodyAddedByHandMeanwhile_SignsIn_HasNothingWaitingAnyMore(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await AskedAsync(portal, Pia);
        await portal.AddAsync(APerson().WithRid("44444444"));
        var matched = Assert.IsType<SignInMatch.Matched>(await MatchAsync(portal, Pia));
        Assert.True(await portal.Get<SignInMatcher>().BindAsync(Pia, matched, CancellationToken));
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);
        Assert.Equal(matched.PersonId, (await Service(portal).NewestAsync(Pia, CancellationToken))?.PersonId);
    }

    [Fact]
    public async Task IdentityWithoutOrganisation_Asks_IsRefused()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        Assert.Equal(
            new AskOutcome.Refused(SignInRefusal.NoOrganisation), await Service(portal).AskAsync(Pia with { Cvr = null, Organisation = null }, CancellationToken));
    }

    private static AccessRequestService Service(PortalUnderTest portal) => portal.Get<AccessRequestService>();

    private static Task<SignInMatch> MatchAsync(PortalUnderTest portal, ExternalIdentity identity) => portal.Get<SignInMatcher>().MatchAsync(identity, CancellationToken);

    private static async Task<Guid> AskedAsync(PortalUnderTest portal, ExternalIdentity identity) =>
        Assert.IsType<AskOutcome.Asked>(await Service(portal).AskAsync(identity, CancellationToken)).RequestId;

    private static Task<Actor> AdministratorAsync(PortalUnderTest portal) => portal.AddActorAsync(APerson().LocalAdministrator());

    /// <summary>Anne, who has Pia's RID and signs in as somebody else.</summary>
    private static async Task<Person> BoundAsync(PortalUnderTest portal)
    {
        Person anne = APerson().Named("Anne Holm").WithRid("44444444");
        await portal.AddAsync(anne);
        Assert.True(await portal.Get<SignInMatcher>().BindAsync(
            Pia with { Subject = "anne", ProfessionalUuid = null }, new(anne.Id, Aarhus), CancellationToken));
        return anne;
    }
}
