using ContactPortal.Blazor;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Cluster;

/// <summary>Changes at one process appear on the pages of another: K12, K13, U2, D1 and D10 hold across processes.</summary>
[Collection(ClusterOfThree.Collection)]
public sealed class ProcessesTests(Chromium chromium, ClusterOfThree cluster, SeededDatabase seeded) : ClusterTest(chromium, cluster)
{
    private const int Open = 200;
    private const int LedToTheSignIn = 302;

    [Fact]
    public async Task PersonsAtTwoProcesses_SaveAndEdit_SeeEachOther()
    {
        var contact = await AddNamedContactAsync("Agnete Overalt");
        var mette = await AtContactsAsync("Mette Holm", Process(0));
        var ali = await AtContactsAsync("Ali Khan", Process(1));
        await mette.EditAsync(contact);
        await Expect(ali.Row(contact)).ToContainTextAsync("Mette Holm redigerer");
        await ali.EditAsync(contact);
        await Expect(mette.StatusMessage("Ali Khan redigerer også denne kontakt lige nu.")).ToBeVisibleAsync();
        await ali.Button("Annuller").ClickAsync();
        await Expect(mette.StatusMessage("Ali Khan redigerer")).ToHaveCountAsync(0);

        await mette.Field("Telefon").FillAsync("33 12 34 56");
        await mette.Field("Navn").FillAsync("Agnete Begge Steder");
        await mette.SaveAsync("Gemt: Agnete Begge Steder.");
        await Expect(ali.Row("Agnete Begge Steder")).ToBeVisibleAsync();
        await Expect(ali.Row("Agnete Begge Steder")).Not.ToContainTextAsync("redigerer");
    }

    [Fact]
    public async Task BothChangeTheSameField_AtTwoProcesses_TheSecondIsAskedAndNothingIsLost()
    {
        var contact = await AddNamedContactAsync("Bente Begge");
        var mette = await AtContactsAsync("Mette Holm", Process(0));
        var ali = await AtContactsAsync("Ali Khan", Process(2));
        await mette.EditAsync(contact);
        await ali.EditAsync(contact);
        await ali.Field("Telefon").FillAsync("33 11 11 11");
        await mette.Field("Telefon").FillAsync("33 22 22 22");
        await mette.SaveAsync();
        await Expect(ali.Valg.GetByRole(AriaRole.Group).Filter(new() { HasText = "33 22 22 22" })).ToBeVisibleAsync();
        await Expect(ali.Field("Telefon")).ToHaveValueAsync("33 11 11 11");
    }

    [Fact]
    public async Task Right_GrantedAndWithdrawnAtOneProcess_OpensAndClosesThePageAtAnother()
    {
        var freja = await UserAsync(Process(1), "Freja Nissen");
        await freja.SignInAsync();
        await freja.GoLiveAsync(PortalUrls.Deliveries);
        var closed = freja.Page.GetByRole(AriaRole.Heading, new() { Name = "Du har ikke adgang til indberetningerne" });
        await Expect(closed).ToBeVisibleAsync();

        var (birthe, person) = (await ActorAsync("Birthe Lund"), await ActorAsync("Freja Nissen"));
        await Cluster.Beside.Rights.GrantAsync(birthe, person.PersonId, CancellationToken);
        await Expect(closed).ToHaveCountAsync(0);
        await Cluster.Beside.Rights.WithdrawAsync(birthe, person.PersonId, CancellationToken);
        await Expect(closed).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Delivery_ReceivedAtOneProcess_IsInThePeriodGridAtAnother()
    {
        var mette = await UserAsync(Process(2), "Mette Holm");
        await mette.SignInAsync();
        await mette.GoLiveAsync(PortalUrls.Deliveries);
        using var system = new ReportingSystem(Process(0));
        // The machine's clock: processes of their own have no other.
        var current = Period.Of(DanishCalendar.Of(TimeProvider.System.GetUtcNow()));
        await system.StoredAsync(ADelivery().In(Koebenhavn).About(current).With(SomeErrors(17)));
        await Expect(mette.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("17 fejl, heraf 17 nye$") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TwoProcesses_StartedAtOnceOnAnEmptyDatabase_FillItOnce()
    {
        using var empty = DatabaseUnderTest.ForExisting(Cluster.Server.ConnectionStringOf(Cluster.Server.CreateDatabase()));
        Task<PortalProcess>[] starts = [PortalProcess.StartAsync(empty.ConnectionString), PortalProcess.StartAsync(empty.ConnectionString)];
        try
        {
            await Task.WhenAll(starts);
        }
        finally
        {
            foreach (var start in starts.Where(start => start.IsCompletedSuccessfully))
                await (await start).DisposeAsync();
        }

        await using var portal = PortalUnderTest.On(empty);
        await using var filled = await portal.Store.OpenReadAllAsync(CancellationToken);
        using var folder = await PortalFolder.OfAsync(seeded);
        using var database = DatabaseUnderTest.ForExisting(folder.ConnectionString);
        await using var elsewhere = PortalUnderTest.On(database);
        await using var alone = await elsewhere.ReadAsync();
        Assert.Equal(await VersionsAsync(alone), await VersionsAsync(filled));

        static Task<Dictionary<OrganisationCode, long>> VersionsAsync(PortalDb db) =>
            db.Heads.ToDictionaryAsync(h => h.Organisation, h => h.Number, CancellationToken);
    }

    [Fact]
    public async Task SignedInAtOneProcess_ThroughTheProxy_IsSignedInAtEveryOtherAndStaysWithOne()
    {
        var mette = await UserAsync(Cluster.Address, "Mette Holm");
        await mette.SignInAsync();
        await mette.OpenAsync();
        var process = DocumentProcessOf(mette);
        await mette.OpenAsync();
        Assert.Same(process, DocumentProcessOf(mette));
        foreach (var other in Cluster.Processes)
            Assert.Equal(Open, await StatusAsync(mette, other));
    }

    [Fact]
    public async Task SignedOutAtOneProcess_WithTheCookieKept_IsSignedOutAtEveryOther()
    {
        var mette = await AtContactsAsync("Mette Holm", Process(0));
        var kept = (await mette.CookiesAsync())
            .Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }).ToList();
        await mette.Button("Mette Holm").ClickAsync();
        await mette.Button("Log ud").ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind" })).ToBeVisibleAsync();
        await mette.AddCookiesAsync(kept);
        foreach (var process in Cluster.Processes)
            Assert.Equal(LedToTheSignIn, await StatusAsync(mette, process));
    }

    private static async Task<int> StatusAsync(BrowserUser visitor, PortalProcess process) =>
        (await visitor.Requests.GetAsync(process.Address + PortalUrls.Contacts, new() { MaxRedirects = 0 })).Status;
}
