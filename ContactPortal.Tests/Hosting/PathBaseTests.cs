using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContactPortal.Blazor;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Tests.SignIn;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal below a path of its host name (setting PathBase), over HTTP.</summary>
public sealed partial class PathBaseTests(SeededDatabase seeded, IdentityProvider provider)
    : ProviderTest(seeded, provider), IClassFixture<IdentityProvider>
{
    private const string Base = "/kontakt/portal";

    [Fact]
    public async Task PersonFromTheProvider_SigningInAndOut_StaysBelowThePath()
    {
        await RestartWithAsync("PathBase", Base);
        var rid = DemonstrationPortal.NewRid();
        await AddAsync(APerson().Named("Anne Holm").WithRid(rid));
        await SetSignInAsync(("sub", "anne"), (CvrClaim, CvrOfAarhus), ("https://data.gov.dk/model/core/eid/professional/rid", rid));
        using var browser = new PortalClient(Portal);
        List<string> visited = [];
        var landed = await FollowAsync(browser, $"{Base}/", Record);
        Assert.Equal(Base + PortalUrls.SignIn, landed.AbsolutePath);
        var start = StartOf(await browser.ReadAsync(landed.PathAndQuery));
        landed = await FollowAsync(browser, Base + start, Record);
        Assert.Equal(Base + PortalUrls.Contacts, landed.AbsolutePath);
        Assert.Contains(Base + PortalUrls.SignInCallback, visited);
        var page = await browser.ReadAsync(landed.PathAndQuery);
        Assert.Contains("Anne Holm", page, StringComparison.Ordinal);
        Assert.Contains($"<base href=\"{Base}/\"", page, StringComparison.Ordinal);
        Assert.Empty(OtherAddresses().Matches(page).Select(match => match.Value));

        // A language, as every form, leads back to the page; a sign-out to the sign-in page.
        using var language = await browser.PostAsync(
            page, Base + PortalUrls.SwitchLanguage, ("sprog", "en"), (PortalUrls.ReturnKey, PortalUrls.Contacts));
        Assert.Equal(Base + PortalUrls.Contacts, $"{language.Headers.Location}");
        using var signOut = await browser.PostAsync(await browser.ReadAsync(landed.PathAndQuery), Base + PortalUrls.SignOut);
        landed = await FollowAsync(browser, $"{signOut.Headers.Location}", Record);
        Assert.Equal(Base + PortalUrls.SignIn, landed.AbsolutePath);
        Assert.All(visited, path => Assert.StartsWith(Base, path, StringComparison.Ordinal));

        bool Record(Uri at)
        {
            if (at.Authority == new Uri(Portal.Address).Authority)
                visited.Add(at.AbsolutePath);
            return false;
        }
    }

    [Theory]
    [InlineData("/portal.css", HttpStatusCode.OK)]
    [InlineData(PortalUrls.Live, HttpStatusCode.OK)]
    [InlineData(PortalUrls.PersonalData, HttpStatusCode.OK)]
    [InlineData("/findes-virkelig-ikke", HttpStatusCode.Found)]
    public async Task Address_BelowThePath_Answers(string address, HttpStatusCode status)
    {
        await RestartWithAsync("PathBase", Base);
        using var stranger = new PortalClient(Portal);
        using var answer = await stranger.GetAsync(Base + address);
        Assert.Equal(status, answer.StatusCode);
        using var probe = await stranger.GetAsync(PortalUrls.Ready);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
    }

    [Fact]
    public async Task Delivery_PostedBelowThePath_IsFoundAtTheLocationThatIsAnswered()
    {
        await using var portal = Host(new(ReportingSystem.Settings) { ["PathBase"] = Base });
        using var client = portal.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", ReportingSystem.TokenWith());
        ReportedDelivery delivery = ADelivery().In(Aarhus).With(AnError());
        using var answer = await client.PostAsJsonAsync(
            Base + PortalUrls.ApiDeliveries, delivery, JsonSerializerOptions.Web, CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.StartsWith($"{Base}{PortalUrls.ApiDeliveries}?", $"{answer.Headers.Location}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kontakt", "it should be a path")]
    [InlineData("/kontakt/", "it should be a path")]
    [InlineData("/kontakt?x=1", "it should be a path")]
    [InlineData("/api", "addresses of its own")]
    [InlineData("/health", "addresses of its own")]
    public void Path_ThatIsNone_IsRefusedAtTheStart(string path, string why)
    {
        var refusal = StartValidation.RefusalOf("Development", new Dictionary<string, string?> { ["PathBase"] = path });
        Assert.Contains($"PathBase is \"{path}\"", refusal, StringComparison.Ordinal);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void AddressOfMails_WithoutThePath_IsRefusedAtTheStart()
    {
        var refusal = StartValidation.RefusalOf(
            "Production",
            new Dictionary<string, string?>
            {
                ["PathBase"] = Base, ["Mail:Host"] = "mail.example", ["Mail:From"] = "portal@portal.example",
                ["Mail:Portal"] = "https://portal.example",
            });
        Assert.Contains($"it should be the portal's own address, https://<host>{Base}", refusal, StringComparison.Ordinal);
    }

    private static string StartOf(string page) => Start().Match(page).Groups[1].Value;

    [GeneratedRegex("href=\"[.](/log-ind/fortsaet[^\"]*)\"")]
    private static partial Regex Start();

    // An address that begins at the host's root would leave the portal.
    [GeneratedRegex("(?:href|src|action|data-[a-z-]+)=\"/(?!kontakt/portal/)[^\"]*\"")]
    private static partial Regex OtherAddresses();
}
