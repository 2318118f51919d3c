using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.SignIn;

/// <summary>How each address responds to anonymous clients, without an antiforgery token, and to people of another organisation.</summary>
public sealed class AddressTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/opfoelgning/indberetning/kontakter")]
    [InlineData("/opfoelgning/indberetning/indberetninger")]
    [InlineData("/brugeradministration")]
    [InlineData("/skift-organisation")]
    [InlineData("/findes-virkelig-ikke")]
    public async Task PageOfThePortal_RequestedAnonymously_LeadsToSignInOrIsNotThere(string address)
    {
        using var stranger = new PortalClient(portal.Host);
        var answer = await stranger.GetAsync(address);
        if (answer.StatusCode is HttpStatusCode.Redirect)
            Assert.StartsWith(
                PortalUrls.SignIn,
                answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.AbsolutePath : answer.Headers.Location.OriginalString,
                StringComparison.Ordinal);
        else
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("koebenhavn.example", await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/log-ind")]
    [InlineData("/tilgaengelighed")]
    [InlineData("/persondata")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task PublicPage_RequestedAnonymously_IsReturned(string address)
    {
        using var stranger = new PortalClient(portal.Host);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Health_OfARunningPortal_IsHealthyAndTellsItsVersion()
    {
        using var stranger = new PortalClient(portal.Host);
        Assert.Equal("Healthy", await stranger.ReadAsync(PortalUrls.Ready));
        Assert.Equal($"Healthy {PortalVersion.Text}", await stranger.ReadAsync(PortalUrls.Live));
        Assert.Contains(PortalVersion.Text, await stranger.ReadAsync(PortalUrls.PersonalData), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Reporting/reportingContacts.aspx", "/opfoelgning/indberetning/kontakter")]
    [InlineData("/was", "/tilgaengelighed")]
    public async Task ShortOrOldAddress_AskedFor_LeadsToItsPage(string address, string page)
    {
        using var stranger = new PortalClient(portal.Host);
        var answer = await stranger.GetAsync(address);
        Assert.Contains(
            answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.MovedPermanently, HttpStatusCode.PermanentRedirect });
        Assert.Equal(page, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/log-ind")]
    [InlineData("/log-ud")]
    [InlineData("/skift-organisation")]
    [InlineData("/sprog")]
    public async Task Form_PostedWithoutItsToken_DoesNothingAndLeadsToTheFrontPage(string address)
    {
        using var karin = await PortalClient.SignedInAsync(portal.Host, "Karin Friis");
        var answer = await karin.PostWithoutTokenAsync(
            address, ("organisation", "183"), ("sprog", "en"), ("persona", await karin.KeyOfAsync("Mette Holm")));
        Assert.Equal((HttpStatusCode.Redirect, PortalUrls.Front), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Contains("Høje-Taastrup", await karin.ReadAsync(PortalUrls.Contacts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mette Holm", "751")]
    [InlineData("Mette Holm", "0")]
    [InlineData("Karin Friis", "101")]
    [InlineData("Karin Friis", "0")]
    [InlineData("Jens Winther", "999")]
    [InlineData("Mette Holm", "København")]
    [InlineData("Mette Holm", "")]
    public async Task AnotherOrganisation_AskedForByAForgedForm_IsAsIfItDidNotExist(string persona, string organisation)
    {
        using var session = await PortalClient.SignedInAsync(portal.Host, persona);
        var before = OrganisationIn(await session.ReadAsync(PortalUrls.Contacts));
        var answer = await session.PostFormAsync(PortalUrls.SwitchOrganisation, ("organisation", organisation));
        Assert.Equal(PortalUrls.NotFound, answer.Headers.Location!.OriginalString);
        Assert.Equal(before, OrganisationIn(await session.ReadAsync(PortalUrls.Contacts)));
    }

    [Fact]
    public async Task AnotherOrganisation_AskedForByItsOwnPerson_IsGiven()
    {
        using var karin = await PortalClient.SignedInAsync(portal.Host, "Karin Friis");
        await karin.PostFormAsync(PortalUrls.SwitchOrganisation, ("organisation", "183"));
        Assert.Equal("Ishøj", OrganisationIn(await karin.ReadAsync(PortalUrls.Contacts)));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%2fevil.example")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("")]
    public async Task ForeignReturnAddress_InAnyForm_LeadsToTheFront(string back)
    {
        using var session = await PortalClient.SignedInAsync(portal.Host, "Karin Friis");
        foreach (var (address, field, value) in new[]
            {
                (PortalUrls.SignIn, "persona", await session.KeyOfAsync("Mette Holm")), (PortalUrls.SwitchLanguage, "sprog", "da"),
                (PortalUrls.SignOut, "x", ""),
            })
        {
            var answer = await session.PostFormAsync(address, (field, value), (PortalUrls.ReturnKey, back));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains(answer.Headers.Location!.OriginalString, new[] { PortalUrls.Front, PortalUrls.SignIn });
        }
    }

    [Fact]
    public async Task FirstAnswer_ToASignedInPerson_HasTheRowsAndNothingFromElsewhere()
    {
        using var mette = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        var page = await mette.ReadAsync(PortalUrls.Contacts);
        Assert.Contains("Rediger Ali Khan", page, StringComparison.Ordinal);
        Assert.Contains(
            "ali.khan@koebenhavn.example", page.Replace("<wbr />", "", StringComparison.Ordinal)
                .Replace("<wbr>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("aarhus.example", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)(src|href)=\"(https?:)?//(?!www\\.was\\.digst|www\\.datatilsynet)", page);
    }

    private static string OrganisationIn(string page)
    {
        const string before = "<div class=\"organisation\"";
        var at = page.IndexOf(before, StringComparison.Ordinal);
        var span = page.IndexOf("<span", at, StringComparison.Ordinal);
        var from = page.IndexOf('>', span) + 1;
        return page[from..page.IndexOf('<', from)];
    }
}
