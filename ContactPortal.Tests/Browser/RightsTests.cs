using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Staff, a contact and a local administrator: each decision about the right appears live to the others (K11, U1-U6).</summary>
public sealed class RightsTests(Chromium chromium, SharedPortal portal) : RightsBrowserTest(chromium, portal)
{
    [Fact]
    public async Task StaffCreateAContactWithoutTheRight_SeeAWarning_AndTheAdministratorHasATaskThatOneButtonCompletes()
    {
        var person = await AddPersonAsync("Nynne Uden Ret");
        var birthe = await AtRightsAsync(await AdministratorAsync());
        var mette = await AtContactsAsync("Mette Holm");
        var before = await WaitingNowAsync(birthe);

        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Nynne Uden Ret");
        await mette.SaveAsync(
            "Nynne Uden Ret mangler rettigheden TASS Opfølgning under Ny kommune og kan ikke se indberetningerne uden den. "
            + $"Den lokale brugeradministrator ({birthe.Name}) har fået det som opgave.");
        var row = mette.Row("Nynne Uden Ret");
        await Expect(row).ToContainTextAsync("mangler TASS Opfølgning");

        await ExpectWaitingAsync(birthe, before + 1);
        var task = Task(birthe, "Nynne Uden Ret");
        await Expect(task).ToContainTextAsync("Nynne Uden Ret er kontakt og mangler TASS Opfølgning.");
        await Expect(task).ToContainTextAsync($"RID {person.Rid.Digits} · kontakt siden ");
        await task.GetByRole(AriaRole.Button, new() { Name = "Giv Nynne Uden Ret TASS Opfølgning", Exact = true }).ClickAsync();

        await Expect(Answer(birthe)).ToHaveTextAsync("Nynne Uden Ret har nu TASS Opfølgning.");
        await Expect(task).ToHaveCountAsync(0);
        await ExpectWaitingAsync(birthe, before);
        await Expect(row).Not.ToContainTextAsync("mangler TASS Opfølgning");
        await Expect(mette.StatusMessage("Nynne Uden Ret har rettigheden TASS Opfølgning under Ny kommune.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AdministratorGrants_ContactAtTheAccessDeniedPageAndStaffAtTheOverview_SeeItLive()
    {
        await AddDeliveryAsync();
        var ali = await NewPersonAsync("Oskar Åbner", contact: true);
        var closed = await AtDeliveriesAsync(ali);
        await Expect(closed.Page.GetByRole(AriaRole.Heading, new() { Name = "Du har ikke adgang til indberetningerne" }))
            .ToBeVisibleAsync();
        await Expect(closed.Page.GetByRole(AriaRole.Main)).ToContainTextAsync($"Lokale brugeradministratorer i {MunicipalityName}: ");
        var mette = await NewPersonAsync("Rosa Medarbejder");
        var overview = await SignedInAsync(mette);
        await overview.OpenAsync();
        var row = overview.Row("Oskar Åbner");
        await Expect(row).ToContainTextAsync("mangler TASS Opfølgning");
        await StayingAsync(closed, overview);

        var birthe = await AtRightsAsync(await AdministratorAsync());
        await Task(birthe, "Oskar Åbner").GetByRole(AriaRole.Button).ClickAsync();

        await Expect(Deliveries(closed)).ToBeVisibleAsync();
        await Expect(row).Not.ToContainTextAsync("mangler TASS Opfølgning");
        await AssertStayedAsync(closed, overview);
    }

    [Fact]
    public async Task AdministratorWithdraws_OpenPageCloses_AndEveryRequestIsRefusedFromThen()
    {
        var person = await NewPersonAsync("Pelle Lukkes", contact: true);
        await GrantAsync(person);
        await AddDeliveryAsync();
        var contact = await AtDeliveriesAsync(person);
        await Deliveries(contact).GetByRole(AriaRole.Button).First.ClickAsync();
        var export = contact.Page.GetByRole(AriaRole.Link, new() { Name = "Hent som CSV" });
        var address = await export.GetAttributeAsync("href");
        Assert.Equal(200, (await contact.Requests.GetAsync(address!)).Status);
        await StayingAsync(contact);

        var birthe = await AtRightsAsync(await AdministratorAsync());
        await birthe.Page.GetByRole(AriaRole.Button, new() { Name = "Fratag rettigheden: Pelle Lukkes", Exact = true }).ClickAsync();
        await Expect(Answer(birthe)).ToHaveTextAsync("Pelle Lukkes har ikke længere TASS Opfølgning.");

        await Expect(contact.Page.GetByRole(AriaRole.Heading, new() { Name = "Du har ikke adgang til indberetningerne" }))
            .ToBeVisibleAsync();
        await Expect(Deliveries(contact)).ToHaveCountAsync(0);
        await Expect(export).ToHaveCountAsync(0);
        await AssertStayedAsync(contact);

        var refused = await contact.Requests.GetAsync(address!);
        Assert.Equal(403, refused.Status);
        Assert.Contains($"Lokale brugeradministratorer i {MunicipalityName}: ", await refused.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "De seneste 12 perioder", await (await contact.Requests.GetAsync(PortalUrls.Deliveries)).TextAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplacedContactWhoStillHoldsTheRight_IsATask_CompletedByWithdrawing()
    {
        var (before, next) = (await NewPersonAsync("Rie Forrige", contact: true), await AddPersonAsync("Sif Næste"));
        await GrantAsync(before);
        var birthe = await AtRightsAsync(await AdministratorAsync());
        await ReplaceAsync(before, next);
        var task = Task(birthe, "Rie Forrige");
        await Expect(task).ToContainTextAsync("Rie Forrige er ikke længere kontakt, men har stadig TASS Opfølgning.");
        await Expect(Task(birthe, "Sif Næste")).ToContainTextAsync("Sif Næste er kontakt og mangler TASS Opfølgning.");
        await task.GetByRole(AriaRole.Button, new() { Name = "Fratag rettigheden: Rie Forrige", Exact = true }).ClickAsync();
        await Expect(task).ToHaveCountAsync(0);
        await Expect(Holder(birthe, "Rie Forrige")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task DeactivatedContactWhoStillHoldsTheRight_IsATask_CompletedByAReasonToKeepIt()
    {
        var person = await NewPersonAsync("Tove Vikar", contact: true);
        await GrantAsync(person);
        var birthe = await AtRightsAsync(await AdministratorAsync());
        await DeactivateAsync(person);
        var task = Task(birthe, "Tove Vikar");
        await task.GetByRole(AriaRole.Button, new() { Name = "Tove Vikar beholder rettigheden", Exact = true }).ClickAsync();
        var reason = task.GetByLabel("Hvorfor beholder Tove Vikar rettigheden?");
        await Expect(reason).ToBeFocusedAsync();
        await reason.PressAsync("Enter");
        await Expect(task.GetByText("Skriv en begrundelse på højst 500 tegn.")).ToBeVisibleAsync();
        await reason.FillAsync("Afløser i ferien");
        await reason.PressAsync("Enter");
        await Expect(Answer(birthe)).ToHaveTextAsync("Tove Vikar beholder TASS Opfølgning.");
        await Expect(task).ToHaveCountAsync(0);
        await Expect(Holder(birthe, "Tove Vikar")).ToContainTextAsync("Nej, beholder: Afløser i ferien");
        await Expect(History(birthe).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Beholder TASS Opfølgning: Afløser i ferien");
    }

    [Fact]
    public async Task PersonRequestsTheRight_RefusedAndRequestedAgainAndGranted_SeesEachDecisionLive()
    {
        await AddDeliveryAsync();
        var person = await NewPersonAsync("Ursula Beder");
        var birthe = await AtRightsAsync(await AdministratorAsync());
        var asking = await AtDeliveriesAsync(person);
        await StayingAsync(asking);
        await asking.Button("Bed om TASS Opfølgning").ClickAsync();
        await Expect(asking.Page.GetByText("Du bad om rettigheden")).ToBeVisibleAsync();

        var task = Task(birthe, "Ursula Beder");
        await Expect(task).ToContainTextAsync("Ursula Beder er ikke kontakt, men beder om TASS Opfølgning.");
        await task.GetByRole(AriaRole.Button, new() { Name = "Afvis Ursula Beder", Exact = true }).ClickAsync();
        await task.GetByLabel("Hvorfor afvises anmodningen?").FillAsync("Du er ikke kontakt");
        await task.GetByRole(AriaRole.Button, new() { Name = "Bekræft" }).ClickAsync();
        await Expect(Answer(birthe)).ToHaveTextAsync("Anmodningen fra Ursula Beder er afvist.");
        await Expect(task).ToHaveCountAsync(0);
        await Expect(asking.Page.GetByText(": Du er ikke kontakt")).ToContainTextAsync($"{birthe.Name} afviste din anmodning ");

        await asking.Button("Bed om TASS Opfølgning igen").ClickAsync();
        await task.GetByRole(AriaRole.Button, new() { Name = "Giv Ursula Beder TASS Opfølgning", Exact = true }).ClickAsync();
        await Expect(Deliveries(asking)).ToBeVisibleAsync();
        await AssertStayedAsync(asking);

        // The history has every entry, the newest first.
        string[] entries =
            ["TASS Opfølgning givet", "Har bedt om TASS Opfølgning", "Afvist: Du er ikke kontakt", "Har bedt om TASS Opfølgning"];
        await Expect(History(birthe).GetByRole(AriaRole.Row).Filter(new() { HasText = "Ursula Beder" }).Locator("td:nth-child(3)"))
            .ToHaveTextAsync(entries);
    }

    [Fact]
    public async Task LastAdministrator_ResigningTheRole_IsRefusedUntilAnotherIsAppointed()
    {
        var last = await AdministratorAsync();
        var birthe = await AtRightsAsync(last);
        var dismiss = birthe.Button($"Fratag rollen: {last.Name}");
        await dismiss.ClickAsync();
        await Expect(Answer(birthe)).ToHaveTextAsync($"{last.Name} er den sidste lokale brugeradministrator. Udnævn en anden først.");

        // Another is appointed by choosing in Brugerkatalog.
        await AddPersonAsync("Vagn Næstsidst");
        await birthe.GoLiveAsync(PortalUrls.Persons);
        var panel = birthe.Page.GetByRole(AriaRole.Region, new() { Name = "Person", Exact = true });
        await birthe.Button("Rediger Vagn Næstsidst").ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Gør Vagn Næstsidst til brugeradministrator", Exact = true }).ClickAsync();
        await Expect(birthe.Page.GetByText("Vagn Næstsidst er nu lokal brugeradministrator.")).ToBeVisibleAsync();
        await birthe.GoLiveAsync(PortalUrls.Rights);
        await Expect(birthe.Button("Fratag rollen: Vagn Næstsidst")).ToBeVisibleAsync();
        await dismiss.ClickAsync();

        // The former administrator loses access, and sees who the administrators are.
        var closed = birthe.Page.GetByText("Siden er for lokale brugeradministratorer");
        await Expect(closed).ToContainTextAsync("Vagn Næstsidst");
        await Expect(closed).ToBeFocusedAsync();
        await Expect(birthe.Page.GetByRole(AriaRole.Link, new() { Name = "Brugeradministration" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_Open_ShowsContactsThatLackTheRightFirstAndHoldersWithWhoGrantedItSearchedAndSorted()
    {
        var (lacks, holds) = (await NewPersonAsync("Xander Mangler", contact: true), await NewPersonAsync("Yrsa Har Den", contact: true));
        await GrantAsync(holds);
        var birthe = await AtRightsAsync(await AdministratorAsync());
        var headings = birthe.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 });
        await Expect(headings).ToContainTextAsync(["Opgaver", "Har TASS Opfølgning", "Lokale brugeradministratorer", "Historik"]);
        await Expect(Task(birthe, lacks.Name)).ToBeVisibleAsync();

        var row = Holder(birthe, "Yrsa Har Den");
        await Expect(row).ToContainTextAsync(birthe.Name);
        await Expect(row).ToContainTextAsync("Ja");
        var rows = Holders(birthe).Locator("tbody tr");
        await birthe.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Søg" }).FillAsync("yrsa");
        await Expect(rows).ToHaveCountAsync(1);
        await birthe.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Søg" }).FillAsync("");
        foreach (var order in new[] { "ascending", "descending" })
        {
            await Holders(birthe).GetByRole(AriaRole.Button, new() { Name = "Givet", Exact = true }).ClickAsync();
            await Expect(Holders(birthe).GetByRole(AriaRole.Columnheader, new() { Name = "Givet", Exact = true }))
                .ToHaveAttributeAsync("aria-sort", order);
        }

        await Expect(History(birthe).GetByRole(AriaRole.Row).Filter(new() { HasText = "Yrsa Har Den" }))
            .ToContainTextAsync("TASS Opfølgning givet");
    }

    [Fact]
    public async Task StaffAndAgency_AtTheAdministrationPage_SeeWhoTheAdministratorsAre()
    {
        var mette = await SignedInAsync(await NewPersonAsync("Aksel Udenfor"));
        await mette.Page.GotoAsync(PortalUrls.Rights);
        var names = (await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken)).Rights.Administrators.Select(a => a.Name);
        foreach (var name in names)
            await Expect(mette.Page.GetByText($"Siden er for lokale brugeradministratorer i {MunicipalityName}.")).ToContainTextAsync(name);
        await Expect(mette.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(mette.Page.GetByRole(AriaRole.Link, new() { Name = "Brugeradministration" })).ToHaveCountAsync(0);
    }

    private static ILocator Waiting(BrowserUser visitor) =>
        visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Brugeradministration" }).Locator(".count");

    // Without a task there is no number. The page is live, and its number therefore rendered.
    private static async Task<int> WaitingNowAsync(BrowserUser visitor) =>
        await Waiting(visitor).CountAsync() == 0
            ? 0
            : int.Parse(await Waiting(visitor).InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

    private static Task ExpectWaitingAsync(BrowserUser visitor, int count) =>
        count == 0 ? Expect(Waiting(visitor)).ToHaveCountAsync(0) : Expect(Waiting(visitor)).ToHaveTextAsync($"{count}");
}
