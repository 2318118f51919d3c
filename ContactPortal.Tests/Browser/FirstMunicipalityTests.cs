using ContactPortal.Blazor;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>
/// A portal in Production on an empty database, from the operator's command to a municipality at work: nobody is imported, and nothing is
/// written past the pages (P1-P6).
/// </summary>
public sealed class FirstMunicipalityTests(Chromium chromium, PublishedPortal published) : BrowserUserTest(chromium), IDisposable
{
    private const string CvrOfAgency = "55568510";
    private const string Cvr = "https://data.gov.dk/model/core/eid/professional/cvr";
    private const string Rid = "https://data.gov.dk/model/core/eid/professional/rid";
    private const string Uuid = "https://data.gov.dk/model/core/eid/professional/uuid/persistent";

    private static readonly string CvrOfKoebenhavn = Municipalities.Find(Koebenhavn)!.Cvr;
    private static readonly string CvrOfAarhus = Municipalities.Find(Aarhus)!.Cvr;

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-first-").FullName;
    private IdentityProvider provider = null!;
    private PortalProcess portal = null!;

    [Theory, EveryDatabase]
    public async Task EmptyDatabase_InProduction_BecomesAMunicipalityAtWork(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        var files = SelfSigned.WriteTo(folder);
        provider = await IdentityProvider.StartAsync(files);
        var settings = Settings(files);
        var program = await published.FolderAsync();
        var (exitCode, output) = await PortalProcess.RunPublishedAsync(
            program, database.AbsoluteConnectionString, settings, "invite-agency", "--email", "jens.winther@ams.example");
        Assert.True(exitCode == 0, output);
        portal = await PortalProcess.StartPublishedAsync(program, database.AbsoluteConnectionString, settings);
        var first = output.Split('\n').First(line => line.Contains("/invitation/", StringComparison.Ordinal)).Trim();

        var official = await AcceptAsync(first, "Jens Winther", ("sub", "jens"), ("name", "Jens Winther"), (Cvr, CvrOfAgency));
        await Expect(Heading(official, "Kommuner")).ToBeVisibleAsync();
        await Expect(official.Page.GetByRole(AriaRole.Table, new() { Name = "Kommuner" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(99);
        await Expect(official.Page.GetByText("98 uden administrator")).ToBeVisibleAsync();
        var again = await UserAsync("En anden");
        await again.Page.GotoAsync(first);
        await Expect(again.Page.GetByText("Invitationen er allerede brugt.")).ToBeVisibleAsync();

        var link = await InviteAsync(official, "København", "birthe.lund@koebenhavn.example");
        var stranger = await AcceptAsync(
            link, "Søren Dahl", ("sub", "soeren"), ("name", "Søren Dahl"), (Cvr, CvrOfAarhus), (Rid, "20000001"));
        await Expect(stranger.Page.GetByText("Invitationen gælder København, men du loggede ind for Aarhus.")).ToBeVisibleAsync();

        var birthe = await AcceptAsync(
            link, "Birthe Lund", ("sub", "birthe"), ("name", "Birthe Lund"), (Cvr, CvrOfKoebenhavn), (Rid, "CVR:64942212-RID:20000002"));
        await Expect(Heading(birthe, "Brugerkatalog")).ToBeVisibleAsync();
        await Expect(birthe.Page.GetByText("Birthe Lund er kommunens eneste lokale brugeradministrator.")).ToBeVisibleAsync();
        await Expect(official.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "København" })).ToContainTextAsync("i gang");
        await Expect(official.Page.GetByText("97 uden administrator")).ToBeVisibleAsync();

        var mette = await AskAsync(
            "Mette Holm", ("sub", "mette"), ("name", "Mette Holm"), ("email", "mette.holm@koebenhavn.example"), (Cvr, CvrOfKoebenhavn),
            (Uuid, "urn:uuid:2f1c64f0-3a0e-4d0b-9c55-0e8f6f1f0c11"));
        await Expect(birthe.Page.GetByRole(AriaRole.Navigation, new() { Name = "Sider" })).ToContainTextAsync("1 venter");
        await birthe.Page.GetByRole(AriaRole.Link, new() { Name = "Brugeradministration" }).First.ClickAsync();
        await birthe.Button("Opret Mette Holm").ClickAsync();
        await Expect(birthe.Page.GetByText("Mette Holm er oprettet og kan logge ind nu.")).ToBeVisibleAsync();

        // The waiting page goes on by itself.
        await Expect(Heading(mette, "Indberetning - Kontakter")).ToBeVisibleAsync();
        await mette.ReadyAsync();

        await birthe.Page.GotoAsync(PortalUrls.Persons);
        await birthe.Button("Rediger Mette Holm").ClickAsync();
        await Expect(birthe.Page.GetByLabel("Navn", new() { Exact = true })).ToHaveValueAsync("Mette Holm");
        await birthe.Page.GetByLabel("Fratrådt", new() { Exact = true }).CheckAsync();
        await birthe.Button("Gem").ClickAsync();
        await Expect(birthe.Page.GetByText("Gemt: Mette Holm er fratrådt og er logget ud.")).ToBeVisibleAsync();
        await Expect(Heading(mette, "Log ind")).ToBeVisibleAsync();

        // A sign-out ends the session at the provider too: the next person at the machine is asked who signs in.
        await birthe.Button("Birthe Lund").ClickAsync();
        await birthe.Button("Log ud").ClickAsync();
        await Expect(Heading(birthe, "Log ind")).ToBeVisibleAsync();
        Assert.Single((await provider.GetSignOutRequestsAsync())!);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            if (portal is not null)
                await portal.DisposeAsync();
            if (provider is not null)
                await provider.DisposeAsync();
        }
    }

    public void Dispose() => TemporaryFolder.Remove(folder);

    private Dictionary<string, string?> Settings((string Certificate, string Key) files) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Kestrel:Certificates:Default:Path"] = files.Certificate,
        ["Kestrel:Certificates:Default:KeyPath"] = files.Key,
        ["SSL_CERT_FILE"] = files.Certificate,
        ["SignIn:Authority"] = provider.Issuer,
        ["SignIn:ClientId"] = IdentityProvider.ClientId,
        ["SignIn:ClientSecret"] = IdentityProvider.ClientSecret,
        [$"SignIn:Organisations:{CvrOfAgency}"] = "0",
    };

    private async Task<BrowserUser> UserAsync(string name)
    {
        var user = await UserAsync(portal.Address, name, new() { IgnoreHTTPSErrors = true });
        user.AllowRequestsTo(provider.Issuer);
        return user;
    }

    private static ILocator Heading(BrowserUser user, string name) =>
        user.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 });

    /// <summary>Opens an invitation, and accepts it by signing in with those claims.</summary>
    private async Task<BrowserUser> AcceptAsync(string link, string name, params (string, string)[] claims)
    {
        var user = await UserAsync(name);
        await provider.SetSignInAsync(claims);
        await user.Page.GotoAsync(new Uri(new(portal.Address), new Uri(new(portal.Address), link).AbsolutePath).AbsoluteUri);
        await user.Page.GetByRole(AriaRole.Link, new() { Name = "Tag imod og log ind" }).ClickAsync();
        return user;
    }

    /// <summary>Invites an administrator on the page Kommuner; returns the link.</summary>
    private static async Task<string> InviteAsync(BrowserUser official, string municipality, string email)
    {
        await official.Button($"Inviter administrator i {municipality}").ClickAsync();
        await official.Page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await official.Button("Send invitation").ClickAsync();
        await Expect(official.Page.GetByText($"Invitationen til {email} er oprettet")).ToBeVisibleAsync();
        await Expect(official.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = municipality }))
            .ToContainTextAsync($"inviteret: {email}");
        return await official.Page.GetByLabel("Link", new() { Exact = true }).InputValueAsync();
    }

    /// <summary>Signs in with claims that the directory does not know, and asks to be added.</summary>
    private async Task<BrowserUser> AskAsync(string name, params (string, string)[] claims)
    {
        var user = await UserAsync(name);
        await provider.SetSignInAsync(claims);
        await user.Page.GotoAsync(PortalUrls.SignInStart);
        await Expect(Heading(user, "Du er endnu ikke oprettet")).ToBeVisibleAsync();
        await user.Button("Bed om at blive oprettet").ClickAsync();
        await Expect(user.Page.GetByText("Din anmodning er sendt til jeres lokale brugeradministratorer (Birthe Lund)."))
            .ToBeVisibleAsync();
        return user;
    }
}
