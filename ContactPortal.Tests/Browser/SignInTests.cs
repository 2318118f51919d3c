using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Sign-in page, return addresses, old addresses, and Log ud.</summary>
public sealed class SignInTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Stranger_OpensTheFront_SignsInAndStandsAtContacts()
    {
        var stranger = await NewUserAsync();
        await stranger.Page.GotoAsync("/");
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind", Level = 1 })).ToBeVisibleAsync();
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Mette Holm" }).ClickAsync();
        await stranger.ReadyAsync();
        await Expect(stranger.Page).ToHaveURLAsync(Portal.Host.Address + PortalUrls.Contacts);
        await Expect(stranger.Page).ToHaveTitleAsync("Indberetning - Kontakter - Arbejdsmarkedsportalen");
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Indberetning - Kontakter", Level = 1 })).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByRole(AriaRole.Navigation, new() { Name = "Brødkrumme" }).GetByRole(AriaRole.Listitem))
            .ToHaveTextAsync(["Opfølgning", "Indberetning", "Kontakter"]);
    }

    [Fact]
    public async Task Stranger_AsksForAPage_IsLedBackToItAfterSigningIn()
    {
        var stranger = await NewUserAsync();
        await stranger.Page.GotoAsync($"{PortalUrls.SignIn}?{PortalUrls.ReturnKey}=%2Fpersondata%3Fa%3Db");
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Ali Khan" }).ClickAsync();
        await Expect(stranger.Page).ToHaveURLAsync(Portal.Host.Address + "/persondata?a=b");
        await Expect(stranger.Button("Ali Khan")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Stranger_SignsInWithAForeignReturnAddress_StaysInThePortal()
    {
        var stranger = await NewUserAsync();
        await stranger.Page.GotoAsync($"{PortalUrls.SignIn}?{PortalUrls.ReturnKey}={Uri.EscapeDataString("/\\evil.example")}");
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Ali Khan" }).ClickAsync();
        await stranger.ReadyAsync();
        await Expect(stranger.Page).ToHaveURLAsync(Portal.Host.Address + PortalUrls.Contacts);
    }

    [Fact]
    public async Task Stranger_ChoosesEnglish_ReadsWhoThePersonsAreInEnglish()
    {
        var stranger = await NewUserAsync();
        await stranger.Page.GotoAsync(PortalUrls.SignIn);
        var birthe = stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Birthe Lund" });
        await Expect(birthe).ToContainTextAsync("Lokal brugeradministrator");
        await stranger.Button("English").ClickAsync();
        await Expect(birthe).ToContainTextAsync("Local user administrator");
    }

    [Fact]
    public async Task OldAddress_Opened_LeadsToContacts()
    {
        var mette = await NewUserAsync(name: "Mette Holm");
        await mette.SignInAsync();
        await mette.OpenAsync("/Reporting/reportingContacts.aspx");
        await Expect(mette.Page).ToHaveURLAsync(Portal.Host.Address + PortalUrls.Contacts);
    }

    [Fact]
    public async Task SignedIn_LogsOut_LeavesEveryTabAndCannotComeBack()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        var other = await mette.AnotherTabAsync();
        await other.GotoAsync(PortalUrls.Contacts);
        await BrowserUser.ReadyAsync(other);
        await mette.Button("Mette Holm").ClickAsync();
        await mette.Button("Log ud").ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind" })).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Log ind" })).ToBeVisibleAsync();
        await mette.Page.GotoAsync(PortalUrls.Contacts);
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignedIn_FollowsALinkToLogOut_StaysSignedIn()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        mette.ExpectErrors("404|405");
        await mette.Page.GotoAsync(PortalUrls.SignOut);
        await mette.OpenAsync();
        await Expect(mette.Button("Mette Holm")).ToBeVisibleAsync();
    }
}
