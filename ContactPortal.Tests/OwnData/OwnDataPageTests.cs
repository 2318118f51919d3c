using System.Collections.Immutable;
using System.Text.Json;
using Bunit;
using ContactPortal.Blazor;
using ContactPortal.Blazor.OwnData;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.OwnData;

/// <summary>Min side over HTTP: what it shows, its file, and sessions that are ended (O4).</summary>
public sealed class OwnDataPageTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>
{
    private const string Ali = "Ali Khan";

    private static CancellationToken CancellationToken => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Mette Holm", "10000001", "TASS Opfølgning under Ny kommune i København")]
    [InlineData("Birthe Lund", "10000003", "Lokal brugeradministrator i København")]
    [InlineData("Karin Friis", "10000005", "Ishøj")]
    [InlineData("Jens Winther", "90000001", "Adgang til alle kommuners kontakter")]
    public async Task Page_OfAPerson_ShowsWhatThePortalHoldsOnThem(string persona, string rid, string text)
    {
        using var person = await PortalClient.SignedInAsync(portal.Host, persona);
        var page = System.Net.WebUtility.HtmlDecode(await person.ReadAsync(PortalUrls.OwnData));
        foreach (var expected in new[] { "<h1>Min side</h1>", rid, persona, text, "Hent som JSON", "Datatilsynet" })
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfAPerson_HoldsTheSame_AndNoSecretOfASession()
    {
        using var mette = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        using var file = JsonDocument.Parse(await mette.ReadAsync(PortalUrls.OwnDataJson));
        var entry = file.RootElement.GetProperty("Entries")[0];
        Assert.Equal(("København", "Mette Holm"), (entry.GetProperty("Organisation").GetString(), entry.GetProperty("Name").GetString()));
        Assert.Equal("Rid", entry.GetProperty("Identifiers")[0].GetProperty("Kind").GetString());
        Assert.NotEmpty(file.RootElement.GetProperty("Places").EnumerateArray());
        var session = file.RootElement.GetProperty("Sessions").EnumerateArray().First();
        Assert.Equal(["BeganAt", "Browser"], session.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task LookUp_ByTheAgency_IsOnThePageAndInTheFile_WithItsPurpose()
    {
        const string purpose = "Prøve af leverancen";
        var services = portal.Host.Services;
        var all = await services.GetRequiredService<AgencySnapshotCache>().CurrentAsync(CancellationToken);
        var looked = all.Contacts.Single(c => c.Municipality.Code == Koebenhavn && c.Contact.Values.Name == Ali);
        await services.GetRequiredService<LookUpLog>().RecordAsync(
            "ams-fagsystem", LookUpPurpose.Of(LookUpPurposeKind.Other, purpose)!, [looked], CancellationToken);
        using var ali = await PortalClient.SignedInAsync(portal.Host, Ali);
        var page = System.Net.WebUtility.HtmlDecode(await ali.ReadAsync(PortalUrls.OwnData));
        Assert.Contains(purpose, page, StringComparison.Ordinal);
        Assert.Contains("Hentet af et af styrelsens systemer", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ams-fagsystem", page, StringComparison.Ordinal);
        Assert.Contains(purpose, await ali.ReadAsync(PortalUrls.OwnDataJson), StringComparison.Ordinal);
        using var mette = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        Assert.DoesNotContain(purpose, await mette.ReadAsync(PortalUrls.OwnData), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_AskedForByAStranger_LeadsToTheSignIn()
    {
        using var stranger = new PortalClient(portal.Host);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await stranger.GetAsync(PortalUrls.OwnDataJson)).StatusCode);
    }

    [Fact]
    public async Task OtherSession_EndedOnThePage_IsSignedOut()
    {
        using var here = await PortalClient.SignedInAsync(portal.Host, Ali);
        var before = await SessionsAsync();
        using var there = await PortalClient.SignedInAsync(portal.Host, Ali);
        var own = before[0].Session;
        var other = (await SessionsAsync()).Single(s => before.All(b => b.Session != s.Session));

        await using var components = new BunitContext();
        components.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var revoker = portal.Host.Services.GetRequiredService<SessionRevoker>();
        var page = components.Render<OwnSessionsSection>(section => section
            .Add(s => s.Sessions, [other, .. before]).Add(s => s.Own, own).Add(s => s.Notice, null)
            .Add(s => s.Ended, session => revoker.RevokeAsync(session.Session)));
        Assert.Equal(before.Length, page.FindAll("button").Count);
        await page.FindAll("button")[0].ClickAsync();
        Assert.True(await here.IsSignedInAsync());
        Assert.False(await there.IsSignedInAsync());
        Assert.DoesNotContain(await SessionsAsync(), s => s.Session == other.Session);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("curl/8.0", "")]
    public void Browser_IsNamedAsAPersonKnowsIt(string userAgent, string name)
    {
        Assert.Equal(name, BrowserName.Of(userAgent));
        Assert.InRange(name.Length, 0, SignedInSession.LongestBrowser);
    }

    private async Task<ImmutableArray<SignedInSession>> SessionsAsync()
    {
        var services = portal.Host.Services;
        await using var db = await services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        var ali = db.Persons.Single(p => p.Name == Ali).Id;
        return await services.GetRequiredService<SignedInSessions>().OfAsync(ali, DateTimeOffset.MinValue, CancellationToken);
    }
}
