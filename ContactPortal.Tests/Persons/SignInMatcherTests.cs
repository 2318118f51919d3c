using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Persons;

/// <summary>Whose sign-in it is: by subject, else UUID, else RID; what does not fit is a question, and lets nobody in (P1, P2).</summary>
public sealed class SignInMatcherTests
{
    private const string Issuer = "https://login.example";
    private const string OtherIssuer = "https://andet.example";
    private const string Rid = "12345678";
    private static readonly Guid Uuid = new("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    private static readonly Guid OtherUuid = new("11111111-2222-3333-4444-555555555555");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task RidOfTheOrganisation_TheFirstTime_IsThePersonAndIsBoundOnceAskedTo(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().Named("Anne Holm").WithRid(Rid);
        await portal.AddAsync(anne, APerson().In(Roskilde).WithRid(Rid));
        var identity = SignIn() with { ProfessionalUuid = Uuid };
        var matched = Assert.IsType<SignInMatch.Matched>(await MatchAsync(portal, identity));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), matched);
        Assert.Empty(await portal.HistoryAsync(Aarhus));

        Assert.True(await BindAsync(portal, identity, matched));
        var line = Assert.Single(await portal.HistoryAsync(Aarhus));
        Assert.Equal((HistoryKind.SignInBound, anne.Id, "Anne Holm"), (line.Kind, line.Subject, line.ActorName));
        Assert.Equal(
            [new("ProfessionalUuid", "", $"{Uuid}"), new("Issuer", "", Issuer), new("Subject", "", "anne")], FieldChanges.Read(line.Changes));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task BoundPerson_SignsInAgain_IsKnownWhateverElseIsSaidAndNoLineIsAdded(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await BoundAsync(portal);
        foreach (var identity in new[] { SignIn(), SignIn() with { Rid = null }, SignIn(rid: "87654321"), new ExternalIdentity(Issuer, "anne") })
        {
            var matched = Assert.IsType<SignInMatch.Matched>(await MatchAsync(portal, identity));
            Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), matched);
            Assert.True(await BindAsync(portal, identity, matched));
        }

        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task LastSignIn_OfABoundPerson_IsKeptToTheHour(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await BoundAsync(portal);
        var first = portal.Clock.GetUtcNow();
        Assert.Equal(first, (await PersonAsync(portal, anne.Id)).LastSignInAt);
        portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await BindAsync(portal, SignIn(), new(anne.Id, Aarhus));
        Assert.Equal(first, (await PersonAsync(portal, anne.Id)).LastSignInAt);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await BindAsync(portal, SignIn(), new(anne.Id, Aarhus));
        Assert.Equal(portal.Clock.GetUtcNow(), (await PersonAsync(portal, anne.Id)).LastSignInAt);
    }

    [Theory, EveryDatabase]
    public async Task Uuid_Known_IsThePersonBeforeTheRidIsAsked(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = APerson().Build().Identify(PersonIdentifierKind.ProfessionalUuid, $"{Uuid}", DateTimeOffset.UnixEpoch);
        await portal.AddAsync(anne);
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await MatchAsync(portal, SignIn(rid: null) with { ProfessionalUuid = Uuid }));
        Assert.Equal(new SignInMatch.Unknown(Aarhus), await MatchAsync(portal, SignIn(rid: null) with { ProfessionalUuid = OtherUuid }));
    }

    [Theory, EveryDatabase]
    public async Task Identifiers_ThatDoNotAllFit_AreAQuestionAndNeverLetIn(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await BoundAsync(portal);
        var bo = APerson().WithRid("22222222").Build().Identify(PersonIdentifierKind.ProfessionalUuid, $"{OtherUuid}", DateTimeOffset.UnixEpoch);
        await portal.AddAsync(bo);

        Assert.Equal(Question(anne, IdentityMismatch.OtherSubject), await MatchAsync(portal, SignIn("bent")));
        Assert.Equal(Question(anne, IdentityMismatch.OtherIssuer), await MatchAsync(portal, SignIn("bent", OtherIssuer)));
        Assert.Equal(Question(bo, IdentityMismatch.OtherUuid), await MatchAsync(portal, SignIn("bent", rid: "22222222") with { ProfessionalUuid = Uuid }));
        Assert.Equal(Question(bo, IdentityMismatch.OtherRid), await MatchAsync(portal, SignIn("bent") with { ProfessionalUuid = OtherUuid }));
    }

    [Theory, EveryDatabase]
    public async Task NameAndEmail_OfAPerson_OpenNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().Named("Anne Holm");
        await portal.AddAsync(anne);
        Assert.Equal(
            new SignInMatch.Unknown(Aarhus), await MatchAsync(portal, SignIn(rid: null) with { Name = anne.Name, Email = anne.Email }));
    }

    [Theory, EveryDatabase]
    public async Task SignInOfAnotherMunicipality_BySomebodyBoundHere_IsNotLetInHere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await BoundAsync(portal);
        Assert.Equal(new SignInMatch.Unknown(Roskilde), await MatchAsync(portal, SignIn() with { Cvr = CvrOf(Roskilde), Organisation = Roskilde }));
        Assert.Equal(
            new SignInMatch.Refused(SignInRefusal.UnknownOrganisation), await MatchAsync(portal, SignIn() with { Cvr = "99999999", Organisation = null }));
    }

    [Theory, EveryDatabase]
    public async Task PersonOfTwoMunicipalities_SignsIn_IsInTheOneThatIsNamedAndElseWhereBound(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var karin = APerson().WithRid(Rid);
        await portal.AddAsync(karin.In(Roskilde), karin.In(Aarhus));
        var there = SignIn() with { Cvr = CvrOf(Aarhus), Organisation = Aarhus };
        await BindAsync(portal, there, Assert.IsType<SignInMatch.Matched>(await MatchAsync(portal, there)));
        Person entry = karin;
        Assert.Equal(new SignInMatch.Matched(entry.Id, Roskilde), await MatchAsync(portal, SignIn(rid: null) with { Cvr = CvrOf(Roskilde), Organisation = Roskilde }));
        Assert.Equal(new SignInMatch.Matched(entry.Id, Aarhus), await MatchAsync(portal, new(Issuer, "anne")));
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoHasLeft_SignsIn_IsAQuestionWhereOneCanBeAskedAndElseRefused(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await BoundAsync(portal);
        await LeaveAsync(portal, anne);
        Assert.Equal(Question(anne, IdentityMismatch.LeftPerson), await MatchAsync(portal, SignIn()));
        Assert.Equal(Question(anne, IdentityMismatch.LeftPerson), await MatchAsync(portal, SignIn("ny", OtherIssuer)));
        Assert.Equal(new SignInMatch.Unknown(Aarhus), await MatchAsync(portal, SignIn("ny", rid: "33333333")));
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.PersonLeft), await MatchAsync(portal, new(Issuer, "anne")));
        Assert.False(await BindAsync(portal, SignIn(), new(anne.Id, Aarhus)));
    }

    [Theory, EveryDatabase]
    public async Task RidOfSomebodyWhoHasLeft_GivenToANewEmployee_IsTheirsAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await BoundAsync(portal);
        await LeaveAsync(portal, anne);
        Person bo = APerson().WithRid(Rid);
        await portal.AddAsync(bo);
        Assert.Equal(new SignInMatch.Matched(bo.Id, Aarhus), await MatchAsync(portal, SignIn("bo")));
        Assert.Equal(bo.Id, (await portal.Directory.FindAsync(AnActor(), Rid, CancellationToken))?.Id);
    }

    [Theory, EveryDatabase]
    public async Task Issuer_ThatMayNotSpeakForTheOrganisation_LetsNobodyInThere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, issuers: new()
        {
            Issuers = [new() { Issuer = Issuer, Organisations = [Roskilde.Value] }, new() { Issuer = OtherIssuer }],
        });
        Person anne = APerson().WithRid(Rid);
        await portal.AddAsync(anne);
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.IssuerNotTrusted), await MatchAsync(portal, SignIn()));
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.IssuerNotTrusted), await MatchAsync(portal, SignIn(issuer: "https://fremmed.example")));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await MatchAsync(portal, SignIn(issuer: OtherIssuer)));
    }

    [Theory]
    [InlineData("", "anne")]
    [InlineData(Issuer, "")]
    public async Task Identity_WithoutIssuerOrSubject_IsRefused(string issuer, string subject)
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.IdentityIncomplete), await MatchAsync(portal, new(issuer, subject)));
    }

    [Fact]
    public async Task Identity_LongerThanAllowedOrWithoutOrganisation_IsRefused()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.IdentityIncomplete), await MatchAsync(portal, new(Issuer, new('x', 256))));
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.NoOrganisation), await MatchAsync(portal, new(Issuer, "anne")));
    }

    [Theory, EveryDatabase]
    public async Task TwoSignIns_MatchedToOnePersonAtOnce_AreBoundOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().WithRid(Rid);
        await portal.AddAsync(anne);
        var (one, other) = (SignIn("anne"), SignIn("bent"));
        var (first, second) = ((SignInMatch.Matched)await MatchAsync(portal, one), (SignInMatch.Matched)await MatchAsync(portal, other));
        Assert.True(await BindAsync(portal, one, first));
        Assert.False(await BindAsync(portal, other, second));
        Assert.Equal(Question(anne, IdentityMismatch.OtherSubject), await MatchAsync(portal, other));
    }

    private static ExternalIdentity SignIn(string subject = "anne", string issuer = Issuer, string? rid = Rid) => new(issuer, subject)
    {
        Cvr = CvrOf(Aarhus), Organisation = Aarhus, Rid = IdentifierText.RidOf(rid),
    };

    private static string CvrOf(OrganisationCode code) => Municipalities.Find(code)!.Cvr;

    private static SignInMatch.Question Question(Person person, IdentityMismatch reason) => new(person.Organisation, person.Id, reason);

    private static Task<SignInMatch> MatchAsync(PortalUnderTest portal, ExternalIdentity identity) => portal.Get<SignInMatcher>().MatchAsync(identity, CancellationToken);

    private static Task<bool> BindAsync(PortalUnderTest portal, ExternalIdentity identity, SignInMatch.Matched matched) =>
        portal.Get<SignInMatcher>().BindAsync(identity, matched, CancellationToken);

    /// <summary>Anne of Aarhus, whose sign-in has been bound.</summary>
    private static async Task<Person> BoundAsync(PortalUnderTest portal)
    {
        Person anne = APerson().Named("Anne Holm").WithRid(Rid);
        await portal.AddAsync(anne);
        Assert.True(await BindAsync(portal, SignIn(), new(anne.Id, Aarhus)));
        return anne;
    }

    private static async Task LeaveAsync(PortalUnderTest portal, Person person)
    {
        Actor birthe = await portal.AddActorAsync(APerson().LocalAdministrator());
        Assert.IsType<PersonOutcome.Saved>(await portal.Get<PersonService>().MarkLeftAsync(birthe, person.Id, CancellationToken));
    }

    private static async Task<Person> PersonAsync(PortalUnderTest portal, Guid id)
    {
        await using var db = await portal.ReadAsync();
        return await db.Persons.AsNoTracking().SingleAsync(p => p.Id == id, CancellationToken);
    }
}
