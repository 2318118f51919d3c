using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;

namespace ContactPortal.Tests.Persons;

/// <summary>Access requests: created for a sign-in, answered by an administrator or the agency (P2, P3).</summary>
public sealed class AccessRequestTests
{
    private const string Issuer = "https://login.example";
    private static readonly Guid Uuid = new("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    private static readonly ExternalIdentity Pia = new(Issuer, "pia")
    {
        Cvr = "55133018", Organisation = Aarhus, Name = "Pia\u0000  Lind", Email = "pia@kommune.example",
        Rid = Rid.Parse("44444444"), ProfessionalUuid = Uuid,
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task UnknownSignIn_RequestsAccessTwice_CreatesOneTaskAndMail(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var asked = Assert.IsType<AskOutcome.Asked>(await Service(portal).AskAsync(Pia, CancellationToken));
        Assert.Equal(asked, await Service(portal).AskAsync(Pia, CancellationToken));
        var task = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);
        Assert.Equal((asked.RequestId, AccessRequestKind.NewPerson, null), (task.Request.Id, task.Request.Kind, task.Candidate));
        Assert.Equal(
            new PersonValues { Name = "Pia Lind", Email = "pia@kommune.example", Rid = "44444444", ProfessionalUuid = $"{Uuid}" },
            task.Request.Values);
        Assert.Equal(birthe.Name, await portal.RecipientsAsync(MailKind.AccessRequest));
        Assert.Equal(HistoryKind.AccessRequested, Assert.Single(await portal.HistoryAsync(Aarhus)).Kind);
        Assert.Equal(asked.RequestId, (await Service(portal).NewestAsync(Pia, CancellationToken))?.Id);
    }

    [Theory, EveryDatabase]
    public async Task RequestOfANewPerson_Admitted_AddsThePersonOnceAndMails(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, bo) = (await portal.AddAdministratorAsync(), await portal.AddAdministratorAsync());
        var request = await RequestAccessAsync(portal, Pia);
        await portal.ForgetMailsAsync();
        var person = await AssertAdmittedAsync(Service(portal).AdmitAsync(birthe, request, null, CancellationToken));
        Assert.Equal("Pia Lind", person.Values.Name);
        Assert.Equal(new SignInMatch.Matched(person.Id, Aarhus), await portal.MatchAsync(Pia));
        Assert.Equal(person.Id, (await Service(portal).NewestAsync(Pia, CancellationToken))?.PersonId);
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);

        var answered = Assert.IsType<AccessOutcome.AlreadyAnswered>(
            await Service(portal).AdmitAsync(bo, request, null, CancellationToken)).Request;
        Assert.Equal((birthe.Name, (Guid?)person.Id), (answered.AnsweredBy, answered.PersonId));
        Assert.IsType<AccessOutcome.AlreadyAnswered>(await Service(portal).RefuseAsync(bo, request, "Nej", CancellationToken));
        Assert.IsType<AskOutcome.Known>(await Service(portal).AskAsync(Pia, CancellationToken));

        Assert.Equal(1, await portal.DispatchAsync());
        Assert.Equal("pia@kommune.example", Assert.Single(await portal.OutboxAsync()).Address);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task TwoAdministrators_AdmitTheSameRequest_AddOnePerson(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var another = portal.AnotherProcess();
        var (birthe, bo) = (await portal.AddAdministratorAsync(), await portal.AddAdministratorAsync());
        var request = await RequestAccessAsync(portal, Pia);
        var outcomes = await Task.WhenAll(
            Service(portal).AdmitAsync(birthe, request, null, CancellationToken),
            Service(another).AdmitAsync(bo, request, null, CancellationToken));
        Assert.Single(outcomes.OfType<AccessOutcome.Admitted>());
        Assert.Single(outcomes.OfType<AccessOutcome.AlreadyAnswered>());
        Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Values.Name == "Pia Lind");
    }

    [Theory, EveryDatabase]
    public async Task RequestOfANewPerson_Refused_MailsTheReasonAndAllowsAnotherRequest(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var request = await RequestAccessAsync(portal, Pia);
        foreach (var reason in new[] { "", " ", new string('x', 501), "linje\u0007" })
            Assert.IsType<AccessOutcome.ReasonNeeded>(await Service(portal).RefuseAsync(birthe, request, reason, CancellationToken));
        Assert.IsType<AccessOutcome.Refused>(await Service(portal).RefuseAsync(birthe, request, " Arbejder ikke her ", CancellationToken));
        Assert.Equal("Arbejder ikke her", (await Service(portal).NewestAsync(Pia, CancellationToken))?.RefusedBecause);
        var mail = Assert.Single(await portal.OutboxAsync(), m => m.Kind == MailKind.AccessAnswer);
        Assert.Contains("Begrundelse: Arbejder ikke her", MailContent.FromJson(mail.Body).Paragraphs);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(request, await RequestAccessAsync(portal, Pia));
    }

    [Theory, EveryDatabase]
    public async Task RequestWithInvalidValues_Admitted_IsRefusedUntilCorrected(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var nameless = await RequestAccessAsync(portal, Pia with { Name = "", Email = "ikke en adresse", Rid = null });
        var invalid = Assert.IsType<AccessOutcome.Invalid>(await Service(portal).AdmitAsync(birthe, nameless, null, CancellationToken));
        Assert.Equal([new(PersonField.Name, PersonError.NameMissing)], invalid.Errors);
        Person ali = APerson().Named("Ali Khan").WithRid("55555555");
        await portal.AddAsync(ali);
        var values = new PersonValues { Name = "Pia Lind", Rid = "55555555" };
        var taken = Assert.IsType<AccessOutcome.Invalid>(await Service(portal).AdmitAsync(birthe, nameless, values, CancellationToken));
        Assert.Equal([new(PersonField.Rid, PersonError.RidTaken, "Ali Khan")], taken.Errors);
        await AssertAdmittedAsync(Service(portal).AdmitAsync(birthe, nameless, values with { Rid = "" }, CancellationToken));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task IdentityQuestion_AnsweredWithTheSamePerson_BindsTheSignInAndAddsItsIdentifiers(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = await AddBoundPersonAsync(portal);
        var renewed = Pia with { ProfessionalUuid = Uuid };
        var request = await RequestAccessAsync(portal, renewed);
        var task = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);
        Assert.Equal(
            (AccessRequestKind.IdentityQuestion, (IdentityMismatch?)IdentityMismatch.OtherSubject, (Guid?)anne.Id),
            (task.Request.Kind, task.Request.Reason, task.Candidate?.Id));
        Assert.IsType<AccessOutcome.NotFound>(await Service(portal).AdmitAsync(birthe, request, null, CancellationToken));
        var confirmed = await AssertAdmittedAsync(Service(portal).AnswerSamePersonAsync(birthe, request, CancellationToken));
        Assert.Equal((anne.Id, $"{Uuid}"), (confirmed.Id, confirmed.Values.ProfessionalUuid));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await portal.MatchAsync(renewed));

        // The former subject no longer matches.
        Assert.IsType<SignInMatch.Question>(await portal.MatchAsync(renewed with { Subject = "anne" }));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task IdentityQuestion_AnsweredWithAnotherPerson_MovesTheRidToTheNewPerson(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = await AddBoundPersonAsync(portal);
        var request = await RequestAccessAsync(portal, Pia);
        var added = await AssertAdmittedAsync(Service(portal).AnswerAnotherPersonAsync(birthe, request, null, CancellationToken));
        Assert.NotEqual(anne.Id, added.Id);
        Assert.Equal(added.Id, (await portal.Directory.FindAsync(AnActor(), "44444444", CancellationToken))?.Id);
        Assert.Equal("", Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == anne.Id).Values.Rid);
        Assert.Equal(new SignInMatch.Matched(added.Id, Aarhus), await portal.MatchAsync(Pia));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await portal.MatchAsync(Pia with { Subject = "anne" }));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task IdentityQuestion_AnsweredWithAnotherPersonAndACorrectedRid_DoesNotTakeTheRidOfAThirdPerson(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        await AddBoundPersonAsync(portal);
        Person carl = APerson().Named("Carl Krog").WithRid("55555555");
        await portal.AddAsync(carl);
        var request = await RequestAccessAsync(portal, Pia);
        var corrected = new PersonValues { Name = "Pia Lind", Email = "pia@kommune.example", Rid = "55555555" };
        var invalid = Assert.IsType<AccessOutcome.Invalid>(
            await Service(portal).AnswerAnotherPersonAsync(birthe, request, corrected, CancellationToken));
        Assert.Equal(new PersonValidationError(PersonField.Rid, PersonError.RidTaken, "Carl Krog"), Assert.Single(invalid.Errors));
        Assert.Equal(carl.Id, (await portal.Directory.FindAsync(AnActor(), "55555555", CancellationToken))?.Id);
    }

    [Theory, EveryDatabase]
    public async Task QuestionAboutAPersonWhoLeft_AnsweredWithTheSamePerson_MarksThePersonAsReturned(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = await AddBoundPersonAsync(portal);
        await portal.MarkLeftAsync(birthe, anne.Id);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var request = await RequestAccessAsync(portal, Pia with { Subject = "anne" });
        var returned = await AssertAdmittedAsync(Service(portal).AnswerSamePersonAsync(birthe, request, CancellationToken));
        Assert.Equal((anne.Id, null), (returned.Id, returned.LeftAt));
        Assert.NotNull(await portal.Directory.ActorAsync(anne.Id, Aarhus, CancellationToken));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task RequestInAMunicipalityWithoutAdministrator_Answered_IsForTheAgencyOnly(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var jens = await portal.AddAgencyPersonAsync();
        var ali = await portal.AddActorAsync(APerson());
        var request = await RequestAccessAsync(portal, Pia);
        Assert.Equal("Jens Winther", await portal.RecipientsAsync(MailKind.AccessRequest));
        Assert.Equal(1, await portal.DispatchAsync());
        Actor[] others =
        [
            ali, ali with { Role = Role.LocalAdministrator }, ali with { Role = Role.Agency }, jens with { Organisation = Roskilde },
        ];
        foreach (var actor in others)
            Assert.IsType<AccessOutcome.NotFound>(await Service(portal).AdmitAsync(actor, request, null, CancellationToken));
        var status = Assert.Single(
            await portal.Get<MunicipalityStatusCache>().CurrentAsync(jens, CancellationToken), m => m.Organisation.Code == Aarhus);
        Assert.Equal(1, status.OpenRequests);
        await AssertAdmittedAsync(Service(portal).AdmitAsync(jens, request, null, CancellationToken));

        await portal.AddAdministratorAsync();
        var next = await RequestAccessAsync(portal, Pia with { Subject = "ny", Rid = null, ProfessionalUuid = null });
        Assert.IsType<AccessOutcome.NotFound>(await Service(portal).AdmitAsync(jens, next, null, CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task PersonOfAnotherMunicipality_Admitted_KeepsTheIdUnlessItIsAnothers(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        Person there = APerson().In(Roskilde);
        await portal.AddAsync(there);
        var piaThere = Pia with { Organisation = Roskilde, Rid = null, ProfessionalUuid = null };
        Assert.True(await portal.BindAsync(piaThere, new(there.Id, Roskilde)));
        var request = await RequestAccessAsync(portal, Pia);
        var admitted = await AssertAdmittedAsync(Service(portal).AdmitAsync(birthe, request, null, CancellationToken));
        Assert.Equal(there.Id, admitted.Id);

        // Having left, the sign-in is a question; whoever is another person gets another id.
        await portal.MarkLeftAsync(birthe, admitted.Id);
        var question = await RequestAccessAsync(portal, Pia);
        var another = await AssertAdmittedAsync(Service(portal).AnswerAnotherPersonAsync(birthe, question, null, CancellationToken));
        Assert.NotEqual(there.Id, another.Id);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task PersonAddedAfterTheRequest_SignsIn_ClosesTheRequest(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await RequestAccessAsync(portal, Pia);
        await portal.AddAsync(APerson().WithRid("44444444"));
        var matched = Assert.IsType<SignInMatch.Matched>(await portal.MatchAsync(Pia));
        Assert.True(await portal.BindAsync(Pia, matched));
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Persons.Requests);
        Assert.Equal(matched.PersonId, (await Service(portal).NewestAsync(Pia, CancellationToken))?.PersonId);
    }

    [Fact]
    public async Task SignInWithoutOrganisation_RequestsAccess_IsRefused()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        Assert.Equal(
            new AskOutcome.Refused(SignInRefusal.NoOrganisation),
            await Service(portal).AskAsync(Pia with { Cvr = null, Organisation = null }, CancellationToken));
    }

    private static AccessRequestService Service(PortalUnderTest portal) => portal.Get<AccessRequestService>();

    private static async Task<Guid> RequestAccessAsync(PortalUnderTest portal, ExternalIdentity identity) =>
        Assert.IsType<AskOutcome.Asked>(await Service(portal).AskAsync(identity, CancellationToken)).RequestId;

    private static async Task<PersonEntry> AssertAdmittedAsync(Task<AccessOutcome> outcome) =>
        Assert.IsType<AccessOutcome.Admitted>(await outcome).Person;

    /// <summary>Adds Anne, who has Pia's RID and is bound to another subject.</summary>
    private static async Task<Person> AddBoundPersonAsync(PortalUnderTest portal)
    {
        Person anne = APerson().Named("Anne Holm").WithRid("44444444");
        await portal.AddAsync(anne);
        Assert.True(await portal.BindAsync(Pia with { Subject = "anne", ProfessionalUuid = null }, new(anne.Id, Aarhus)));
        return anne;
    }
}
