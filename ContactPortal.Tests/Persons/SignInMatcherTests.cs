using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Builders;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Persons;

/// <summary>Matching of sign-ins: by subject, else by UUID, else by RID; a partial match is a question (P1, P2).</summary>
public sealed class SignInMatcherTests
{
    private const string Issuer = "https://login.example";
    private const string OtherIssuer = "https://andet.example";
    private const string Rid = "12345678";
    private static readonly Guid Uuid = new("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    private static readonly Guid OtherUuid = new("11111111-2222-3333-4444-555555555555");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task SignInWithAKnownRid_ForTheFirstTime_MatchesAndIsBound(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().Named("Anne Holm").WithRid(Rid);
        await portal.AddAsync(anne, APerson().In(Roskilde).WithRid(Rid));
        var identity = SignIn() with { ProfessionalUuid = Uuid };
        var matched = Assert.IsType<SignInMatch.Matched>(await portal.MatchAsync(identity));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), matched);
        Assert.Empty(await portal.HistoryAsync(Aarhus));

        Assert.True(await portal.BindAsync(identity, matched));
        var entry = Assert.Single(await portal.HistoryAsync(Aarhus));
        Assert.Equal((HistoryKind.SignInBound, anne.Id, "Anne Holm"), (entry.Kind, entry.Subject, entry.ActorName));
        Assert.Equal(
            [new("ProfessionalUuid", "", $"{Uuid}"), new("Issuer", "", Issuer), new("Subject", "", "anne")],
            FieldChanges.Read(entry.Changes));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task BoundPerson_SignsInAgain_MatchesBySubjectWithoutAHistoryEntry(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await AddBoundPersonAsync(portal);
        ExternalIdentity[] identities =
            [SignIn(), SignIn() with { Rid = null }, SignIn(rid: "87654321"), new ExternalIdentity(Issuer, "anne")];
        foreach (var identity in identities)
        {
            var matched = Assert.IsType<SignInMatch.Matched>(await portal.MatchAsync(identity));
            Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), matched);
            Assert.True(await portal.BindAsync(identity, matched));
        }

        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task LastSignIn_RepeatedWithinAnHour_IsNotUpdated(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await AddBoundPersonAsync(portal);
        var first = portal.Clock.GetUtcNow();
        Assert.Equal(first, (await FindAsync(portal, anne.Id)).LastSignInAt);
        portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await portal.BindAsync(SignIn(), new(anne.Id, Aarhus));
        Assert.Equal(first, (await FindAsync(portal, anne.Id)).LastSignInAt);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await portal.BindAsync(SignIn(), new(anne.Id, Aarhus));
        Assert.Equal(portal.Clock.GetUtcNow(), (await FindAsync(portal, anne.Id)).LastSignInAt);
    }

    [Theory, EveryDatabase]
    public async Task KnownUuid_WithoutARid_MatchesThePerson(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = APerson().Build().Identify(PersonIdentifierKind.ProfessionalUuid, $"{Uuid}", DateTimeOffset.UnixEpoch);
        await portal.AddAsync(anne);
        Assert.Equal(
            new SignInMatch.Matched(anne.Id, Aarhus), await portal.MatchAsync(SignIn(rid: null) with { ProfessionalUuid = Uuid }));
        Assert.Equal(new SignInMatch.Unknown(Aarhus), await portal.MatchAsync(SignIn(rid: null) with { ProfessionalUuid = OtherUuid }));
    }

    [Theory, EveryDatabase]
    public async Task PartialMatch_SignsIn_IsAQuestion(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await AddBoundPersonAsync(portal);
        var bo = APerson().WithRid("22222222").Build()
            .Identify(PersonIdentifierKind.ProfessionalUuid, $"{OtherUuid}", DateTimeOffset.UnixEpoch);
        await portal.AddAsync(bo);

        Assert.Equal(Question(anne, IdentityMismatch.OtherSubject), await portal.MatchAsync(SignIn("bent")));
        Assert.Equal(Question(anne, IdentityMismatch.OtherIssuer), await portal.MatchAsync(SignIn("bent", OtherIssuer)));
        Assert.Equal(
            Question(bo, IdentityMismatch.OtherUuid),
            await portal.MatchAsync(SignIn("bent", rid: "22222222") with { ProfessionalUuid = Uuid }));
        Assert.Equal(
            Question(bo, IdentityMismatch.OtherRid), await portal.MatchAsync(SignIn("bent") with { ProfessionalUuid = OtherUuid }));
    }

    [Theory, EveryDatabase]
    public async Task NameAndEmailOfAPerson_Matched_AreIgnored(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().Named("Anne Holm");
        await portal.AddAsync(anne);
        Assert.Equal(
            new SignInMatch.Unknown(Aarhus), await portal.MatchAsync(SignIn(rid: null) with { Name = anne.Name, Email = anne.Email }));
    }

    [Theory, EveryDatabase]
    public async Task BoundPerson_SignsInForAnotherMunicipality_IsUnknown(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await AddBoundPersonAsync(portal);
        Assert.Equal(
            new SignInMatch.Unknown(Roskilde), await portal.MatchAsync(SignIn() with { Cvr = CvrOf(Roskilde), Organisation = Roskilde }));
        Assert.Equal(
            new SignInMatch.Refused(SignInRefusal.UnknownOrganisation),
            await portal.MatchAsync(SignIn() with { Cvr = "99999999", Organisation = null }));
    }

    [Theory, EveryDatabase]
    public async Task PersonOfTwoMunicipalities_SignsIn_MatchesTheNamedOneElseTheBoundOne(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var karin = APerson().WithRid(Rid);
        await portal.AddAsync(karin.In(Roskilde), karin.In(Aarhus));
        await portal.BindAsync(SignIn(), Assert.IsType<SignInMatch.Matched>(await portal.MatchAsync(SignIn())));
        Person entry = karin;
        Assert.Equal(
            new SignInMatch.Matched(entry.Id, Roskilde),
            await portal.MatchAsync(SignIn(rid: null) with { Cvr = CvrOf(Roskilde), Organisation = Roskilde }));
        Assert.Equal(new SignInMatch.Matched(entry.Id, Aarhus), await portal.MatchAsync(new(Issuer, "anne")));
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoHasLeft_SignsIn_IsAQuestionOrRefusedWithoutOrganisation(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await AddBoundPersonAsync(portal);
        await portal.MarkLeftAsync(await portal.AddAdministratorAsync(), anne.Id);
        Assert.Equal(Question(anne, IdentityMismatch.LeftPerson), await portal.MatchAsync(SignIn()));
        Assert.Equal(Question(anne, IdentityMismatch.LeftPerson), await portal.MatchAsync(SignIn("ny", OtherIssuer)));
        Assert.Equal(new SignInMatch.Unknown(Aarhus), await portal.MatchAsync(SignIn("ny", rid: "33333333")));
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.PersonLeft), await portal.MatchAsync(new(Issuer, "anne")));
        Assert.False(await portal.BindAsync(SignIn(), new(anne.Id, Aarhus)));
    }

    [Theory, EveryDatabase]
    public async Task RidOfAPersonWhoLeft_Reissued_MatchesTheNewHolder(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await AddBoundPersonAsync(portal);
        await portal.MarkLeftAsync(await portal.AddAdministratorAsync(), anne.Id);
        Person bo = APerson().WithRid(Rid);
        await portal.AddAsync(bo);
        Assert.Equal(new SignInMatch.Matched(bo.Id, Aarhus), await portal.MatchAsync(SignIn("bo")));
        Assert.Equal(bo.Id, (await portal.Directory.FindAsync(AnActor(), Rid, CancellationToken))?.Id);
    }

    [Theory, EveryDatabase]
    public async Task UntrustedIssuer_Matched_IsRefused(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, issuers: new()
        {
            Issuers = [new() { Issuer = Issuer, Organisations = [Roskilde.Value] }, new() { Issuer = OtherIssuer }],
        });
        Person anne = APerson().WithRid(Rid);
        await portal.AddAsync(anne);
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.IssuerNotTrusted), await portal.MatchAsync(SignIn()));
        Assert.Equal(
            new SignInMatch.Refused(SignInRefusal.IssuerNotTrusted), await portal.MatchAsync(SignIn(issuer: "https://fremmed.example")));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await portal.MatchAsync(SignIn(issuer: OtherIssuer)));
    }

    [Theory]
    [InlineData("", "anne")]
    [InlineData(Issuer, "")]
    public async Task IdentityWithoutIssuerOrSubject_Matched_IsRefused(string issuer, string subject)
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.IdentityIncomplete), await portal.MatchAsync(new(issuer, subject)));
    }

    [Fact]
    public async Task IdentityTooLongOrWithoutOrganisation_Matched_IsRefused()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.IdentityIncomplete), await portal.MatchAsync(new(Issuer, new('x', 256))));
        Assert.Equal(new SignInMatch.Refused(SignInRefusal.NoOrganisation), await portal.MatchAsync(new(Issuer, "anne")));
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoLeavesAtThatMoment_SignsIn_IsAQuestionAndNotAdmitted(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        Person anne = APerson().WithRid(Rid);
        await portal.AddAsync(anne);
        var matcher = portal.MatcherAfter(1, () => portal.MarkLeftAsync(birthe, anne.Id));
        Assert.Equal(
            new SignInMatch.Question(Aarhus, anne.Id, IdentityMismatch.LeftPerson),
            await matcher.MatchAndBindAsync(SignIn(), CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoIsBoundByAnotherAtThatMoment_SignsIn_IsAQuestion(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().WithRid(Rid);
        await portal.AddAsync(anne);
        var matcher = portal.MatcherAfter(1, () => portal.BindAsync(SignIn() with { Subject = "bo" }, new(anne.Id, Aarhus)));
        Assert.Equal(
            new SignInMatch.Question(Aarhus, anne.Id, IdentityMismatch.OtherSubject),
            await matcher.MatchAndBindAsync(SignIn(), CancellationToken));
        Assert.Equal(new SignInMatch.Matched(anne.Id, Aarhus), await matcher.MatchAndBindAsync(
            SignIn() with { Subject = "bo" }, CancellationToken));
    }

    [Fact]
    public async Task SubjectThatIsBoundToTwoPersons_SignsIn_IsTheOneOfThatMunicipality()
    {
        // Both persons are in Aarhus, and each is bound to the subject in one municipality.
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        PersonBuilder[] builders = [APerson(), APerson()];
        foreach (var (here, there) in new[] { (builders[0], builders[1]), (builders[1], builders[0]) })
        {
            var subject = SignIn() with { Subject = $"{here.Number}", Rid = null };
            await portal.AddAsync(here, here.In(Roskilde), there, there.In(Roskilde));
            Assert.True(await portal.BindAsync(subject, new(here.Build().Id, Aarhus)));
            Assert.True(await portal.BindAsync(subject with { Organisation = Roskilde }, new(there.Build().Id, Roskilde)));
            Assert.Equal(
                new SignInMatch.Matched(here.Build().Id, Aarhus),
                await portal.Get<SignInMatcher>().MatchAndBindAsync(subject, CancellationToken));
        }
    }

    [Theory, EveryDatabase]
    public async Task TwoSignIns_MatchedToOnePerson_BindOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().WithRid(Rid);
        await portal.AddAsync(anne);
        var (one, other) = (SignIn("anne"), SignIn("bent"));
        var first = Assert.IsType<SignInMatch.Matched>(await portal.MatchAsync(one));
        var second = Assert.IsType<SignInMatch.Matched>(await portal.MatchAsync(other));
        Assert.True(await portal.BindAsync(one, first));
        Assert.False(await portal.BindAsync(other, second));
        Assert.Equal(Question(anne, IdentityMismatch.OtherSubject), await portal.MatchAsync(other));
    }

    private static ExternalIdentity SignIn(string subject = "anne", string issuer = Issuer, string? rid = Rid) => new(issuer, subject)
    {
        Cvr = CvrOf(Aarhus), Organisation = Aarhus, Rid = IdentifierText.RidOf(rid),
    };

    private static string CvrOf(OrganisationCode code) => Municipalities.Find(code)!.Cvr;

    private static SignInMatch.Question Question(Person person, IdentityMismatch reason) => new(person.Organisation, person.Id, reason);

    /// <summary>Adds Anne of Aarhus, and binds her sign-in.</summary>
    private static async Task<Person> AddBoundPersonAsync(PortalUnderTest portal)
    {
        Person anne = APerson().Named("Anne Holm").WithRid(Rid);
        await portal.AddAsync(anne);
        Assert.True(await portal.BindAsync(SignIn(), new(anne.Id, Aarhus)));
        return anne;
    }

    private static async Task<Person> FindAsync(PortalUnderTest portal, Guid id)
    {
        await using var db = await portal.ReadAsync();
        return await db.Persons.AsNoTracking().SingleAsync(p => p.Id == id, CancellationToken);
    }
}
