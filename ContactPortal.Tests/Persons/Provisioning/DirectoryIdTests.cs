using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Persons;

/// <summary>
/// Sign-ins of persons whom the municipality's own directory has provided without RID and UUID: matched by the directory's id, where the
/// issuer may state it (P2, P8).
/// </summary>
public sealed class DirectoryIdTests
{
    private const string Issuer = "https://login.kommune.example";
    private const string OtherIssuer = "https://andet.example";
    private const string Id = "58342554-38d6-4ec8-948c-50044d0a33fd";

    private static readonly IssuerOptions Issuers = new()
    {
        Issuers = [new() { Issuer = Issuer, Organisations = [Aarhus.Value], DirectoryIdClaim = "oid" }, new() { Issuer = OtherIssuer }],
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task ProvidedPerson_WithoutRidAndUuid_IsMatchedByTheDirectorysIdAndBound(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, issuers: Issuers);
        var anne = await AddAsync(portal, AUser(Id.ToUpperInvariant()));
        var identity = SignIn("anne") with { Rid = Rid.Parse("44444444") };
        Assert.Equal(
            new SignInMatch.Matched(anne, Aarhus), await portal.Get<SignInMatcher>().MatchAndBindAsync(identity, CancellationToken));
        var bound = Assert.Single(await portal.HistoryAsync(Aarhus), entry => entry.Kind == HistoryKind.SignInBound);
        Assert.Equal(
            [new("Rid", "", "44444444"), new("Issuer", "", Issuer), new("Subject", "", "anne")], FieldChanges.Read(bound.Changes));

        // From now on by the subject, whatever the directory's id is.
        Assert.Equal(new SignInMatch.Matched(anne, Aarhus), await portal.MatchAsync(SignIn("anne") with { DirectoryId = null }));
    }

    [Theory, EveryDatabase]
    public async Task DirectorysId_OfAnotherMunicipalityOrFromAnotherIssuer_MatchesNobody(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, issuers: Issuers);
        await AddAsync(portal, AUser(Id), ProvisioningTestExtensions.SourceOf(Roskilde));
        Assert.Equal(new SignInMatch.Unknown(Aarhus), await portal.MatchAsync(SignIn("anne")));

        var bo = await AddAsync(portal, AUser(Id));
        Assert.Equal(new SignInMatch.Unknown(Aarhus), await portal.MatchAsync(SignIn("anne") with { DirectoryId = null }));
        Assert.Equal(new SignInMatch.Unknown(Aarhus), await portal.MatchAsync(new(OtherIssuer, "anne")
        {
            Cvr = Municipalities.Find(Aarhus)!.Cvr, Organisation = Aarhus, DirectoryId = Id,
        }));
        Assert.Equal(
            new SignInMatch.Refused(SignInRefusal.NoOrganisation), await portal.MatchAsync(new(Issuer, "anne") { DirectoryId = Id }));
        Assert.Equal(new SignInMatch.Matched(bo, Aarhus), await portal.MatchAsync(SignIn("anne")));
    }

    [Theory, EveryDatabase]
    public async Task DirectorysId_ThatContradictsRidOrUuid_IsAQuestion(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, issuers: Issuers);
        var anne = await AddAsync(portal, AUser(Id, rid: "44444444"));
        var bo = await AddAsync(portal, AUser("bo", rid: "55555555"));
        Assert.Equal(
            new SignInMatch.Question(Aarhus, anne, IdentityMismatch.SameDirectoryId),
            await portal.MatchAsync(SignIn("anne") with { Rid = Rid.Parse("66666666") }));
        Assert.Equal(
            new SignInMatch.Question(Aarhus, bo, IdentityMismatch.OtherDirectoryId),
            await portal.MatchAsync(SignIn("anne") with { Rid = Rid.Parse("55555555") }));
        Assert.Equal(new SignInMatch.Matched(anne, Aarhus), await portal.MatchAsync(SignIn("anne") with { Rid = Rid.Parse("44444444") }));
    }

    [Theory, EveryDatabase]
    public async Task DirectorysId_OfSomebodyBoundOrLeft_IsAQuestion(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, issuers: Issuers);
        var anne = await AddAsync(portal, AUser(Id));
        await portal.Get<SignInMatcher>().MatchAndBindAsync(SignIn("anne"), CancellationToken);
        Assert.Equal(
            new SignInMatch.Question(Aarhus, anne, IdentityMismatch.OtherSubject), await portal.MatchAsync(SignIn("bent")));

        await portal.SetActiveAsync(anne, active: false);
        Assert.Equal(new SignInMatch.Question(Aarhus, anne, IdentityMismatch.LeftPerson), await portal.MatchAsync(SignIn("bent")));
    }

    private static async Task<Guid> AddAsync(PortalUnderTest portal, ProvisionedState state, ProvisioningSource? source = null) =>
        Assert.IsType<ProvisioningOutcome.Stored>(await portal.CreateUserAsync(state, source)).User.Id;

    private static ProvisionedState AUser(string directoryId, string? rid = null) => new(
        new() { UserName = $"{directoryId}@kommune.example", ExternalId = directoryId, DisplayName = "Anne Holm", Rid = rid },
        Active: true);

    private static ExternalIdentity SignIn(string subject) => new(Issuer, subject)
    {
        Cvr = Municipalities.Find(Aarhus)!.Cvr, Organisation = Aarhus, DirectoryId = Id,
    };
}
