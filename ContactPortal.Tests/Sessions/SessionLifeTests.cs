using System.Net;
using System.Text.RegularExpressions;
using ContactPortal.Blazor;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PortalSession = ContactPortal.Blazor.Sessions.Session;

namespace ContactPortal.Tests.Sessions;

/// <summary>How long a session lasts, and what ends it early.</summary>
public sealed partial class SessionLifeTests(SeededDatabase seeded) : IAsyncLifetime
{
    private const string Leave = "portal.leave";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // The machine's clock: the cookies' keys were created by it, and are valid only from then on for a limited time.
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private PortalFolder folder = null!;
    private PortalHost portal = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        folder = await PortalFolder.OfAsync(seeded);
        portal = Portal(services => services.AddSingleton<TimeProvider>(clock));
    }

    [Fact]
    public async Task Session_UsedWithinTheIdleTime_GoesOn()
    {
        using var browser = PortalClient.SignedIn(portal, await EmployeeAsync());
        foreach (var _ in Enumerable.Range(0, 4))
        {
            clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(25));
            using var goesOn = await browser.Http.PostAsync(PortalUrls.KeepAlive, null, CancellationToken);
            Assert.Equal(HttpStatusCode.NoContent, goesOn.StatusCode);
        }

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Session_UnusedForTheIdleTime_IsOver()
    {
        using var browser = PortalClient.SignedIn(portal, await EmployeeAsync());
        Assert.True(await browser.IsSignedInAsync());
        clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(31));
        Assert.False(await browser.IsSignedInAsync());
        using var goesOn = await browser.Http.PostAsync(PortalUrls.KeepAlive, null, CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, goesOn.StatusCode);
    }

    [Fact]
    public async Task Session_InUseAllDay_IsOverAfterEightHours()
    {
        using var browser = PortalClient.SignedIn(portal, await EmployeeAsync());
        for (var minutes = 20; minutes < 8 * 60; minutes += 20)
        {
            clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(20));
            Assert.True(await browser.IsSignedInAsync());
        }

        clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(20));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task PageThatReconnectsByItself_InAnIdleSession_DoesNotExtendIt()
    {
        using var browser = PortalClient.SignedIn(portal, await EmployeeAsync());
        clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(20));
        using var byItself = await browser.GetAsync("/_blazor/initializers");
        Assert.Equal(HttpStatusCode.OK, byItself.StatusCode);
        clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(11));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignOut_OfASession_ClosesItsPagesWithinASecondAndNoOthers()
    {
        using var browser = PortalClient.SignedIn(portal, await EmployeeAsync());
        using var colleague = PortalClient.SignedIn(portal, await EmployeeAsync());
        var received = new Signal();
        await using var one = await browser.OpenAsync(handler: _ => received.Set());
        await using var two = await browser.OpenAsync(PortalUrls.Rights, handler: _ => received.Set());
        await using var other = await colleague.OpenAsync();
        using var signedOut = await browser.PostAsync(
            await browser.Http.GetStringAsync(PortalUrls.Contacts, CancellationToken), PortalUrls.SignOut);
        await received.WaitUntilAsync(() => one.Scripts.Contains(Leave) && two.Scripts.Contains(Leave));

        // Pages are asked to leave, then disconnected if they did not; these test pages do not leave by themselves.
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(one.Closed, two.Closed).WaitAsync(Timeout, CancellationToken);
        await AssertGoesOnAsync(other);
        Assert.False(await browser.IsSignedInAsync());
        Assert.True(await colleague.IsSignedInAsync());
    }

    [Fact]
    public async Task CookieThatWasCopied_AfterTheSignOut_OpensNothing()
    {
        var actor = await EmployeeAsync();
        var session = PortalSession.BeginAt(clock.GetUtcNow());
        using var browser = PortalClient.SignedIn(portal, actor, session);
        using var thief = PortalClient.SignedIn(portal, actor, session);
        Assert.True(await thief.IsSignedInAsync());
        using var signedOut = await browser.PostAsync(
            await browser.Http.GetStringAsync(PortalUrls.Contacts, CancellationToken), PortalUrls.SignOut);
        Assert.False(await thief.IsSignedInAsync());

        // Nor on another server of the portal.
        await using var another = Portal(services => services.AddSingleton<TimeProvider>(clock));
        using var elsewhere = PortalClient.SignedIn(another, actor, session);
        Assert.False(await elsewhere.IsSignedInAsync());
    }

    [Fact]
    public async Task EndThatTheIdlePageSends_NeedsThatPagesToken()
    {
        using var browser = PortalClient.SignedIn(portal, await EmployeeAsync());
        var page = await browser.ReadAsync(PortalUrls.Contacts);
        using var without = await browser.Http.PostAsync(PortalUrls.EndSession, null, CancellationToken);
        Assert.True(await browser.IsSignedInAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, PortalUrls.EndSession)
        {
            Headers = { { "RequestVerificationToken", DataToken().Match(page).Groups[1].Value } },
        };
        using var ended = await browser.Http.SendAsync(request, CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task PersonWhoIsTakenOutOfTheDirectory_AtTheNextCheck_IsOut()
    {
        var actor = await EmployeeAsync();
        using var browser = PortalClient.SignedIn(portal, actor);
        Assert.True(await browser.IsSignedInAsync());
        await TakeOutAsync(actor);
        clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(4));
        Assert.True(await browser.IsSignedInAsync());
        clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(2));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task PersonWhoIsTakenOutOfTheDirectory_WithAPageOpen_LosesIt()
    {
        var settings = new Dictionary<string, string?> { ["Session:CheckEvery"] = "00:00:01" };
        await using var quick = Portal(_ => { }, settings);
        var actor = await EmployeeAsync(quick);
        using var browser = PortalClient.SignedIn(quick, actor);
        using var colleague = PortalClient.SignedIn(quick, await EmployeeAsync(quick));
        await using var page = await browser.OpenAsync();
        await using var other = await colleague.OpenAsync();
        await TakeOutAsync(actor);
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.Contains(Leave, page.Scripts);
        Assert.False(await browser.IsSignedInAsync());
        await AssertGoesOnAsync(other);
    }

    [Fact]
    public async Task CookieAndPageOfAnOrganisation_AfterSwitchingToAnother_AreOver()
    {
        var karin = APerson().Named("Karin Friis");
        foreach (var organisation in new[] { Aarhus, Roskilde })
            await portal.People.ImportAsync(organisation, [karin.In(organisation)], CancellationToken);
        var (id, session) = (karin.Build().Id, PortalSession.BeginAt(clock.GetUtcNow()));
        var there = (await portal.People.ActorAsync(id, Aarhus, CancellationToken))!;
        using var browser = PortalClient.SignedIn(portal, there, session);
        using var former = PortalClient.SignedIn(portal, there, session);
        Assert.True(await former.IsSignedInAsync());
        var received = new Signal();
        await using var page = await former.OpenAsync(handler: _ => received.Set());
        using var switched = await browser.PostFormAsync(PortalUrls.SwitchOrganisation, ("organisation", $"{Roskilde}"));
        await received.WaitUntilAsync(() => page.Scripts.Contains(Leave));
        clock.Advance(TimeSpan.FromSeconds(1));
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.True(await browser.IsSignedInAsync());

        // Refused without deleting the cookie, which may be the new one by then.
        using var refused = await former.GetAsync(PortalUrls.Contacts);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.DoesNotContain(
            refused.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [],
            cookie => cookie.StartsWith("ContactPortal=", StringComparison.Ordinal));

        // With the new cookie the sign-in page leads back to the page.
        using var back = await browser.GetAsync(refused.Headers.Location!.PathAndQuery);
        Assert.Equal((HttpStatusCode.Redirect, PortalUrls.Contacts), (back.StatusCode, PathOf(back)));
        using var signIn = await former.GetAsync(refused.Headers.Location.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, signIn.StatusCode);

        static string PathOf(HttpResponseMessage response) =>
            new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!).AbsolutePath;
    }

    [Fact]
    public async Task PersonWhoBecomesAdministrator_AtTheNextCheck_IsOneInTheSameSession()
    {
        var actor = await EmployeeAsync();
        using var browser = PortalClient.SignedIn(portal, actor);
        Assert.True(await browser.IsSignedInAsync());
        var before = CookieOf(browser);
        await using (var db = await portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken))
            await db.Persons.Where(p => p.Id == actor.PersonId).ExecuteUpdateAsync(
                p => p.SetProperty(x => x.IsLocalAdministrator, true), CancellationToken);
        clock.AdvanceWithoutTimers(TimeSpan.FromMinutes(6));
        Assert.True(await browser.IsSignedInAsync());
        Assert.NotEqual(before, CookieOf(browser));
    }

    [Fact]
    public async Task Cookie_OverHttps_IsThisHostsAlone()
    {
        using var certificate = SelfSigned.Certificate();
        await using var production =
            new PortalHost { DatabaseFile = folder.DatabaseFile, Environment = Environments.Production, Certificate = certificate };
        production.Start();
        using var browser = PortalClient.SignedIn(production, await EmployeeAsync(production));
        using var switched = await browser.PostAsync(
            await browser.Http.GetStringAsync(
                PortalUrls.Contacts, CancellationToken), PortalUrls.SwitchOrganisation, ("organisation", $"{Aarhus}"));
        var cookie = Assert.Single(
            switched.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-ContactPortal=", StringComparison.Ordinal));
        foreach (var attribute in new[] { "path=/", "secure", "samesite=lax", "httponly" })
            Assert.Contains(attribute, cookie.Split("; "));
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        folder.Dispose();
    }

    private PortalHost Portal(Action<IServiceCollection> otherwise, Dictionary<string, string?>? settings = null)
    {
        var host = new PortalHost { DatabaseFile = folder.DatabaseFile, ConfigureServices = otherwise, Settings = settings ?? [] };
        host.Start();
        return host;
    }

    private async Task<Actor> EmployeeAsync(PortalHost? host = null)
    {
        Person person = APerson().WithRid(DemonstrationPortal.NewRid());
        await (host ?? portal).People.ImportAsync(person.Organisation, [person], CancellationToken);
        return (await (host ?? portal).People.ActorAsync(person.Id, person.Organisation, CancellationToken))!;
    }

    private async Task TakeOutAsync(Actor actor)
    {
        await using var db = await portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        await db.Persons.Where(p => p.Id == actor.PersonId).ExecuteDeleteAsync(CancellationToken);
    }

    /// <summary>Asserts that the page handles an event, was not asked to leave before it, and is still connected.</summary>
    private static async Task AssertGoesOnAsync(CircuitClient page)
    {
        Assert.NotEqual(CircuitClient.ConnectionClosed, await page.SendEventAsync(1, "input", "{}"));
        Assert.DoesNotContain(Leave, page.Scripts);
        Assert.False(page.Closed.IsCompleted);
    }

    [GeneratedRegex("data-token=\"([^\"]+)\"")]
    private static partial Regex DataToken();

    private string CookieOf(PortalClient browser) => browser.Cookies.GetCookies(new(portal.Address))["ContactPortal"]!.Value;
}
