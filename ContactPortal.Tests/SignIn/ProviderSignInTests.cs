using System.Net;
using System.Text;
using ContactPortal.Blazor;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.SignIn;

/// <summary>Sign-in with an OpenID Connect provider: who is accepted, as whom, with which rights, and sign-out (O2, U4).</summary>
public sealed class ProviderSignInTests(SeededDatabase seeded, IdentityProvider provider) : IClassFixture<IdentityProvider>, IAsyncLifetime
{
    private const string CvrOfAarhus = "55133018";
    private const string CvrOfRoskilde = "29189404";
    private const string Role = "TassOpfoelgning";
    private const string Privilege = "urn:dk:jobnet:tass_opfoelgning";
    private const string Cvr = "https://data.gov.dk/model/core/eid/professional/cvr";
    private const string Rid = "https://data.gov.dk/model/core/eid/professional/rid";
    private const string Privileges = "https://data.gov.dk/model/core/eid/privilegesIntermediate";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private PortalFolder folder = null!;
    private PortalHost portal = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        folder = await PortalFolder.OfAsync(seeded);
        portal = new() { DatabaseFile = folder.DatabaseFile, Settings = Settings() };
        portal.Start();
        await provider.ClearRequestsAsync();
    }

    [Fact]
    public async Task Employee_SignsInTheFirstTime_IsKnownByOrganisationAndRid()
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var browser = await SignInAsync(Claims(anne, "anne"));
        Assert.Contains("Anne Holm", await ContactsAsync(browser), StringComparison.Ordinal);
        var asked = Assert.Single((await provider.GetSignInRequestsAsync())!);
        Assert.Equal("code", asked.ResponseType);
        Assert.Equal("S256", asked.CodeChallengeMethod);
        Assert.NotNull(asked.CodeChallenge);
    }

    [Fact]
    public async Task Employee_SignsInAgain_IsKnownBySubjectWhateverTheOtherClaims()
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var first = await SignInAsync(Claims(anne, "anne"));
        using var again = await SignInAsync([("sub", "anne")]);
        Assert.Contains("Anne Holm", await ContactsAsync(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RidThatWasGivenToAnother_SignsIn_OpensNothingOfTheOneBefore()
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var first = await SignInAsync(Claims(anne, "anne"));
        using var other = await SignInAsync(Claims(anne, "bent"), PortalUrls.SignInUnknown);
        Assert.False(await other.IsSignedInAsync());
    }

    [Fact]
    public async Task SomebodyTheDirectoryDoesNotKnow_SignsIn_GetsAClearPageAndNoSession_AndTheAdministratorsReadOfIt()
    {
        var rid = DemonstrationPortal.NewRid();
        Person administrator = APerson().In(Aarhus).WithRid(DemonstrationPortal.NewRid()).LocalAdministrator();
        await AddAsync(administrator);
        using var stranger = await SignInAsync([("sub", "nobody"), (Cvr, CvrOfAarhus), (Rid, rid)], PortalUrls.SignInUnknown);
        using var again = await SignInAsync([("sub", "nobody"), (Cvr, CvrOfAarhus), (Rid, rid)], PortalUrls.SignInUnknown);
        var entries = await portal.Services.GetRequiredService<RightsHistory>().NewestAsync(
            (await portal.People.ActorAsync(administrator.Id, Aarhus, CancellationToken))!, CancellationToken);
        Assert.Equal($"RID {rid}", Assert.Single(entries, l => l.Kind == HistoryKind.SignInUnknown).Person);
        var page = await stranger.Http.GetStringAsync(PortalUrls.SignInUnknown, CancellationToken);
        Assert.Contains("Du er endnu ikke oprettet", page, StringComparison.Ordinal);
        Assert.False(await stranger.IsSignedInAsync());
    }

    [Theory]
    [InlineData("99999999")]
    [InlineData(null)]
    public async Task RidWithoutAnOrganisationOfThePortal_SignsIn_IsNobody(string? cvr)
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var stranger = await SignInAsync(
            [("sub", "anne"), (Rid, anne.Rid.Digits), .. cvr is null ? [] : new[] { (Cvr, cvr) }], PortalUrls.SignInUnknown);
        Assert.False(await stranger.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_RefusedAtTheProvider_SaysSo()
    {
        using var browser = await SignInAsync(null, PortalUrls.SignInFailed);
        Assert.Contains(
            "Login lykkedes ikke", await browser.Http.GetStringAsync(PortalUrls.SignInFailed, CancellationToken), StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task UnsolicitedCallback_Sent_SignsNobodyIn()
    {
        using var browser = new PortalClient(portal);
        using var answer = await browser.GetAsync($"{PortalUrls.SignInCallback}?code=forged&state=forged");
        Assert.Equal(PortalUrls.SignInFailed, answer.Headers.Location?.ToString());
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task PersonOfTwoOrganisations_SignsInForEither_ActsForThatOneAndMaySwitch()
    {
        var karin = APerson().Named("Karin Friis").WithRid(DemonstrationPortal.NewRid());
        await AddAsync(karin.In(Aarhus), karin.In(Roskilde));
        using var there = await SignInAsync(Claims(karin.In(Roskilde), "karin"));
        Assert.Contains("Skift organisation", await ContactsAsync(there, "Roskilde"), StringComparison.Ordinal);
        using var here = await SignInAsync(Claims(karin.In(Aarhus), "karin"));
        await ContactsAsync(here, "Aarhus");
    }

    [Fact]
    public async Task Address_AskedWithoutASession_IsReachedAfterTheSignIn()
    {
        var anne = await EmployeeAsync("Anne Holm");
        await provider.SetSignInAsync(Claims(anne, "anne"));
        using var browser = new PortalClient(portal);
        using var turnedAway = await browser.GetAsync(PortalUrls.Rights);
        Assert.Equal(PortalUrls.SignIn, turnedAway.Headers.Location?.AbsolutePath);
        var page = await browser.Http.GetStringAsync(turnedAway.Headers.Location, CancellationToken);
        Assert.Contains(Uri.EscapeDataString(PortalUrls.Rights), page, StringComparison.Ordinal);
        Assert.Equal(
            PortalUrls.Rights,
            await FollowAsync(browser, $"{PortalUrls.SignInStart}?{PortalUrls.ReturnKey}={Uri.EscapeDataString(PortalUrls.Rights)}"));
        Assert.Equal(
            PortalUrls.Contacts,
            await FollowAsync(browser, $"{PortalUrls.SignInStart}?{PortalUrls.ReturnKey}={Uri.EscapeDataString("//evil.example/")}"));
    }

    [Fact]
    public async Task SignOut_Here_IsASignOutAtTheProviderToo()
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var browser = await SignInAsync(Claims(anne, "anne"));
        using var answer = await browser.PostAsync(await ContactsAsync(browser), PortalUrls.SignOut);
        Assert.StartsWith($"{provider.Issuer}end?", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal(PortalUrls.SignIn, await FollowAsync(browser, answer.Headers.Location!.ToString()));
        Assert.Equal(
            $"{portal.Address}{PortalUrls.SignOutCallback}",
            Assert.Single((await provider.GetSignOutRequestsAsync())!).PostLogoutRedirectUri);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignOut_AtTheProvider_EndsThatSessionHereAndClosesItsPages()
    {
        using var anne = await SignInAsync([.. Claims(await EmployeeAsync("Anne Holm"), "anne"), ("sid", "session-1")]);
        using var bent = await SignInAsync([.. Claims(await EmployeeAsync("Bent Juul"), "bent"), ("sid", "session-2")]);
        await using var page = await anne.OpenAsync();
        using var frame = portal.Client();
        using var answer = await frame.GetAsync(
            $"{PortalUrls.ProviderSignOut}?iss={Uri.EscapeDataString(provider.Issuer)}&sid=session-1", CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.False(await anne.IsSignedInAsync());
        Assert.True(await bent.IsSignedInAsync());
    }

    [Fact]
    public async Task Right_ByRole_IsHeldAndLostWithTheSignIn()
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var with = await SignInAsync([.. Claims(anne, "anne"), ("roles", "Other"), ("roles", Role)]);
        Assert.True(await HoldsAsync(anne));
        using var without = await SignInAsync(Claims(anne, "anne"));
        Assert.False(await HoldsAsync(anne));
    }

    [Fact]
    public async Task RightInTheOtherOrganisation_ThatPrivilegesNoLongerName_IsLostWhicheverTheSignInIsFor()
    {
        var karin = APerson().Named("Karin Friis").WithRid(DemonstrationPortal.NewRid());
        await AddAsync(karin.In(Aarhus), karin.In(Roskilde));
        using var there = await SignInAsync(
            [.. Claims(karin.In(Roskilde), "karin"), (Privileges, PrivilegeList(CvrOfRoskilde, Privilege))]);
        Assert.True(await HoldsAsync(karin.In(Roskilde)));
        using var here = await SignInAsync(Claims(karin.In(Aarhus), "karin"));
        Assert.False(await HoldsAsync(karin.In(Roskilde)));
    }

    [Theory]
    [InlineData(CvrOfAarhus, Privilege, true)]
    [InlineData(CvrOfRoskilde, Privilege, false)]
    [InlineData("99999999", Privilege, false)]
    [InlineData(CvrOfAarhus, "urn:dk:jobnet:other", false)]
    public async Task Right_ByPrivilege_IsHeldInTheOrganisationOfItsScope(string scope, string privilege, bool holds)
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var browser = await SignInAsync([.. Claims(anne, "anne"), (Privileges, PrivilegeList(scope, privilege))]);
        Assert.Equal(holds, await HoldsAsync(anne));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("bm90IHhtbA==")]
    [InlineData("PCFET0NUWVBFIGEgWzwhRU5USVRZIHggU1lTVEVNICJmaWxlOi8vL2V0Yy9wYXNzd2QiPl0+PGE+Jng7PC9hPg==")]
    public async Task PrivilegesThatCanNotBeRead_InTheToken_GiveNothing(string claim)
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var browser = await SignInAsync([.. Claims(anne, "anne"), (Privileges, claim)]);
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await HoldsAsync(anne));
    }

    [Fact]
    public async Task RightThatIsHeld_WithPrivilegesThatCanNotBeRead_StaysAndTheLogSaysWhy()
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var with = await SignInAsync([.. Claims(anne, "anne"), (Privileges, PrivilegeList(CvrOfAarhus, Privilege))]);
        Assert.True(await HoldsAsync(anne));
        using var unreadable = await SignInAsync([.. Claims(anne, "anne"), (Privileges, "bm90IHhtbA")]);
        Assert.True(await HoldsAsync(anne));
        Assert.Contains(Warnings, text => text.Contains($"{anne.Id} can't be read (no well-formed XML", StringComparison.Ordinal));
        using var none = await SignInAsync([.. Claims(anne, "anne"), (Privileges, PrivilegeList(CvrOfAarhus, "urn:dk:jobnet:other"))]);
        Assert.False(await HoldsAsync(anne));
    }

    [Fact]
    public async Task RightThatIsNarrowed_ByAConstraint_IsNotGrantedAndTheLogSaysSo()
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var browser = await SignInAsync(
        [
            .. Claims(anne, "anne"),
            (Privileges, PrivilegeList(CvrOfAarhus, Privilege, "<Constraint Name=\"urn:dk:kombit:KLE\">25.*</Constraint>")),
        ]);
        Assert.False(await HoldsAsync(anne));
        Assert.Contains(
            Warnings, text => text.Contains($"{anne.Id} is limited by constraint urn:dk:kombit:KLE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($"Other {Role}")]
    [InlineData($"Other,{Role}")]
    [InlineData($"{Role}, Other")]
    public async Task Roles_InOneText_AreEachRead(string roles)
    {
        var anne = await EmployeeAsync("Anne Holm");
        using var browser = await SignInAsync([.. Claims(anne, "anne"), ("roles", roles)]);
        Assert.True(await HoldsAsync(anne));
    }

    [Fact]
    public async Task Policy_WithAProvider_LetsFormsLeadThere()
    {
        using var browser = new PortalClient(portal);
        using var answer = await browser.GetAsync(PortalUrls.SignIn);
        Assert.EndsWith(
            $"form-action 'self' {provider.Issuer.TrimEnd('/')}", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfSignIns_NamesNobody()
    {
        const string rid = "70707070";
        var anne = APerson().Named("Kanariefugl Andersen").WithRid(rid).WithEmail("kanariefugl@kommune.example");
        await AddAsync(anne);
        using var browser = await SignInAsync(
            [.. Claims(anne, "subject-of-kanariefugl"), ("name", "Kanariefugl Andersen"), ("sid", "session-of-kanariefugl")]);
        using var signedOut = await browser.PostAsync(await ContactsAsync(browser), PortalUrls.SignOut);
        var shown = portal.Log.Lines.Where(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Information).ToList();
        Assert.Contains(shown, line => line.Text.Contains("signed in for organisation", StringComparison.Ordinal));
        Assert.DoesNotContain(
            shown, line => line.Text.Contains("kanariefugl", StringComparison.OrdinalIgnoreCase)
                || line.Text.Contains(rid, StringComparison.Ordinal));
    }

    [Fact]
    public void HalfAProvider_AtTheStartInProduction_IsRefused()
    {
        using var production = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Environment = Environments.Production,
            Settings = { ["SignIn:Authority"] = "https://provider.example/" },
        };
        Assert.Contains("SignIn:ClientId", Assert.ThrowsAny<Exception>(production.Start).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntraId_ByItsDocumentedKeys_Starts()
    {
        await using var production = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Environment = Environments.Production,
            Settings =
            {
                ["SignIn:TenantId"] = "6d3a1f0e-6a7b-4c41-9d0e-0d3c7a5f1b22", ["SignIn:ClientId"] = "0f9b3c1d-2f54-4f3e-8a61-6f1f6a1c9d77",
                ["SignIn:ClientSecret"] = IdentityProvider.ClientSecret, ["Proxy:Known:0"] = "127.0.0.1",
            },
        };
        production.Start();
        using var client = production.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await client.GetAsync(PortalUrls.SignIn, CancellationToken);
        Assert.Contains(
            "Fortsæt til login", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(CancellationToken)),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "https://login.microsoftonline.com", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        folder.Dispose();
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["SignIn:Authority"] = provider.Issuer,
        ["SignIn:ClientId"] = IdentityProvider.ClientId,
        ["SignIn:ClientSecret"] = IdentityProvider.ClientSecret,
        [$"SignIn:Organisations:{CvrOfAarhus}"] = $"{Aarhus}",
        [$"SignIn:Organisations:{CvrOfRoskilde}"] = $"{Roskilde}",
        ["SignIn:RightRole"] = Role,
        ["SignIn:RightPrivilege"] = Privilege,
        ["Rights:FromSignIn"] = "true",
        ["Rights:GrantedIn"] = "rollekataloget",
    };

    private static (string, string)[] Claims(Person person, string subject) =>
        [("sub", subject), (Cvr, person.Organisation == Aarhus ? CvrOfAarhus : CvrOfRoskilde), (Rid, person.Rid.Digits)];

    private IEnumerable<string> Warnings =>
        portal.Log.Lines.Where(line => line.Level == Microsoft.Extensions.Logging.LogLevel.Warning).Select(line => line.Text);

    private static string PrivilegeList(string cvr, string privilege, string constraint = "") =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpp:PrivilegeList xmlns:bpp="http://itst.dk/oiosaml/basic_privilege_profile">
          <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:{cvr}">{constraint}<Privilege>{privilege}</Privilege></PrivilegeGroup>
        </bpp:PrivilegeList>
        """));

    private async Task<Person> EmployeeAsync(string name)
    {
        Person person = APerson().Named(name).WithRid(DemonstrationPortal.NewRid());
        await AddAsync(person);
        return person;
    }

    private async Task AddAsync(params Person[] persons)
    {
        foreach (var person in persons)
            await portal.People.ImportAsync(person.Organisation, [person], CancellationToken);
    }

    private async Task<PortalClient> SignInAsync((string, string)[]? claims, string lands = PortalUrls.Contacts)
    {
        await provider.SetSignInAsync(claims);
        var browser = new PortalClient(portal);
        Assert.Equal(lands, await FollowAsync(browser, PortalUrls.SignInStart));
        return browser;
    }

    /// <summary>Follows the redirects of the portal and the provider; returns the portal's address where they end.</summary>
    private async Task<string> FollowAsync(PortalClient browser, string address)
    {
        var at = new Uri(new(portal.Address), address);
        while (true)
        {
            using var answer = await browser.Http.GetAsync(at, CancellationToken);
            if (answer.Headers.Location is not { } next)
                return at.AbsolutePath;
            at = new(at, next);
        }
    }

    private static async Task<string> ContactsAsync(PortalClient browser, string organisation = "Aarhus")
    {
        var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync(PortalUrls.Contacts, CancellationToken));
        Assert.Contains($"{organisation}", page, StringComparison.Ordinal);
        return page;
    }

    private async Task<bool> HoldsAsync(Person person)
    {
        await portal.Snapshots.RefreshStaleAsync(CancellationToken);
        var snapshot = await portal.Snapshots.CurrentAsync(person.Organisation, CancellationToken);
        return snapshot.Rights.Holders.Any(h => h.Person.Id == person.Id);
    }
}
