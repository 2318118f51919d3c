using System.Text;
using ContactPortal.Blazor;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static ContactPortal.Tests.Browser.Accessibility;

namespace ContactPortal.Tests.Browser;

/// <summary>WCAG 2.2 AA by axe, in light and dark, in every state of the page; and no scrolling sideways on the narrowest screen.</summary>
public sealed class AccessibilityTests(Chromium chromium, SharedPortal portal, IdentityProvider provider)
    : BrowserTest(chromium, portal), IClassFixture<IdentityProvider>
{
    private const string Cvr = "https://data.gov.dk/model/core/eid/professional/cvr";

    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    [Theory]
    [InlineData("/log-ind")]
    [InlineData("/tilgaengelighed")]
    [InlineData("/persondata")]
    [InlineData("/findes-ikke")]
    public async Task PublicPage_Open_HasNoViolation(string address)
    {
        var stranger = await NewUserAsync(Still());
        await stranger.Page.GotoAsync(address);
        await AssertAccessibleAsync(stranger, address);
        await AssertNoSidewaysScrollingAsync(stranger, address);
    }

    [Fact]
    public async Task Contacts_InEveryState_AndMinSide_HaveNoViolation()
    {
        await AddContactAsync("Anna Tilgængelig", types: [Amfora]);
        await AddContactAsync("Bent Deaktiveret", deactivated: true);
        var mette = await AtContactsAsync("Mette Holm", Still());
        await AssertAccessibleAsync(mette, "idle");

        await mette.EditAsync("Anna Tilgængelig");
        await AssertAccessibleAsync(mette, "editing");

        await mette.Field("Navn").FillAsync("");
        await mette.Field("Email").FillAsync("anna");
        await mette.Button("Gem").ClickAsync();
        await Expect(mette.Valg.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertAccessibleAsync(mette, "with errors");

        await mette.Field("Navn").FillAsync("Anna Gemt");
        await mette.Field("Email").FillAsync("anna@kommune.example");
        await mette.SaveAsync("Gemt: Anna Gemt.");
        await Expect(mette.Row("Anna Gemt")).ToContainTextAsync("Ændret af dig");
        await AssertAccessibleAsync(mette, "after save");

        await mette.Page.GetByRole(AriaRole.Switch).CheckAsync();
        await Expect(mette.Row("Bent Deaktiveret")).ToBeVisibleAsync();
        await AssertAccessibleAsync(mette, "deactivated shown");

        await mette.Page.GetByRole(AriaRole.Searchbox).FillAsync("findes ikke");
        await Expect(mette.Button("Ryd søgningen")).ToBeVisibleAsync();
        await AssertAccessibleAsync(mette, "empty search");

        await mette.Page.GotoAsync(PortalUrls.OwnData);
        await Expect(mette.Page.GetByRole(AriaRole.Link, new() { Name = "Hent som JSON" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(mette, "Min side");
        await AssertNoSidewaysScrollingAsync(mette, "Min side");
    }

    [Fact]
    public async Task Contact_EditedByTwo_HasNoViolationInAnyOfItsStates()
    {
        await AddContactAsync("Dan Ny Række");
        await AddPersonAsync("Eva Ment");
        var contact = await AddContactAsync("Didde Delt", types: [Amfora]);
        var mette = await AtContactsAsync("Mette Holm", Still());
        var ali = await AtContactsAsync("Ali Khan");
        await ali.EditAsync("Didde Delt");
        await mette.EditAsync("Didde Delt");
        await mette.Button("Historik").ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Region, new() { Name = "Historik for Didde Delt" }).GetByRole(AriaRole.Table))
            .ToBeVisibleAsync();
        await Expect(mette.StatusMessage("Ali Khan redigerer også denne kontakt lige nu.")).ToBeVisibleAsync();
        await AssertAccessibleAsync(mette, "history open, another edits");
        await mette.Button("Historik").ClickAsync();

        await mette.Field("Email").FillAsync("didde.min@kommune.example");
        await ali.Field("Email").FillAsync("didde.hans@kommune.example");
        await ali.Field("Telefon").FillAsync("33 12 34 56");
        await ali.SaveAsync("Gemt: Didde Delt.");
        var choice = mette.Button("Behold det, jeg har skrevet");
        await Expect(choice).ToBeVisibleAsync();
        await Expect(mette.StatusMessage("Ali Khan har i mellemtiden ændret Telefon.")).ToBeVisibleAsync();
        await AssertAccessibleAsync(mette, "conflict and what flowed in");

        await mette.Button("Rediger Dan Ny Række").ClickAsync();
        await Expect(mette.Button("Fortsæt redigering")).ToBeFocusedAsync();
        await AssertAccessibleAsync(mette, "unsaved changes dialog");
        await mette.Button("Fortsæt redigering").ClickAsync();
        await Expect(mette.Button("Fortsæt redigering")).ToHaveCountAsync(0);

        await choice.ClickAsync();
        await Expect(choice).ToHaveCountAsync(0);
        await mette.Field("Navn").FillAsync("Eva Ment");
        await mette.SaveAsync("Er det Eva Ment, der skal være kontakt fra nu af?");
        await AssertAccessibleAsync(mette, "person confirmation");

        await mette.Button("Nej, det er stadig Didde Delt").ClickAsync();
        await Expect(mette.Button("Fortryd")).ToBeVisibleAsync();
        await AssertAccessibleAsync(mette, "notice with Fortryd");
        Assert.Equal("Eva Ment", (await Portal.ReadContactAsync(contact)).Name);
    }

    [Fact]
    public async Task Menus_Open_HaveNoViolation()
    {
        var karin = await PersonaAtContactsAsync("Karin Friis", Still());
        await karin.Button("Skift organisation").ClickAsync();
        await Expect(karin.Button("Ishøj")).ToBeVisibleAsync();
        await AssertAccessibleAsync(karin, "organisation menu");
        await karin.Page.Keyboard.PressAsync("Escape");
        await Expect(karin.Button("Ishøj")).ToBeHiddenAsync();
        await karin.Button("Karin Friis").ClickAsync();
        await Expect(karin.Button("Log ud")).ToBeVisibleAsync();
        await AssertAccessibleAsync(karin, "person's menu");
        await karin.Page.Keyboard.PressAsync("Escape");
        await Expect(karin.Button("Log ud")).ToBeHiddenAsync();
        await karin.Button("Tastaturgenveje").ClickAsync();
        await Expect(karin.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertAccessibleAsync(karin, "keyboard list");
    }

    [Fact]
    public async Task AgencysPage_ReadingAContact_HasNoViolation()
    {
        var jens = await PersonaAtContactsAsync("Jens Winther", Still());
        await jens.Button("Vis Ali Khan").ClickAsync();
        await Expect(jens.Field("Navn")).ToHaveValueAsync("Ali Khan");
        await AssertAccessibleAsync(jens, "agency reading");
        await jens.Button("Skift organisation").ClickAsync();
        await Expect(jens.Page.GetByLabel("Skift til")).ToBeVisibleAsync();
        await AssertAccessibleAsync(jens, "agency choosing");
    }

    [Fact]
    public async Task Phone_IdleAndEditing_HasNoViolationAndShowsCards()
    {
        await AddContactAsync("Carla På Telefon", types: [Raadighed]);
        var options = Still();
        options.ViewportSize = Phone;
        var mette = await AtContactsAsync("Mette Holm", options);
        await AssertAccessibleAsync(mette, "phone, idle");
        await Expect(mette.Field("Navn")).ToBeHiddenAsync();
        var card = mette.Table.Locator("tbody tr").Filter(new() { HasText = "Carla På Telefon" });
        await Expect(card).ToContainTextAsync("Carla På Telefon");
        var (name, mail) =
            ((await card.Locator(".cell-name").BoundingBoxAsync())!, (await card.Locator(".cell-email").BoundingBoxAsync())!);
        Assert.True(mail.Y >= name.Y + name.Height, "On a phone the e-mail stands below the name.");
        await mette.Button("Rediger Carla På Telefon").ClickAsync();
        await Expect(mette.Field("Navn")).ToBeFocusedAsync();
        await Expect(mette.Field("Navn")).ToBeInViewportAsync();
        await AssertAccessibleAsync(mette, "phone, editing");
        await AssertNoSidewaysScrollingAsync(mette, "editing");
        await mette.Field("Navn").FillAsync("");
        await mette.Button("Gem").ClickAsync();
        await Expect(mette.Valg.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertNoSidewaysScrollingAsync(mette, "with errors");
        await mette.Button("Annuller").ClickAsync();
        await Expect(mette.Field("Navn")).ToBeHiddenAsync();
        await AssertNoSidewaysScrollingAsync(mette, "idle");
    }

    [Fact]
    public async Task Persons_InEveryState_HasNoViolation()
    {
        await AddPersonAsync("Anna Tilgængelig");
        var birthe = await AdministratorAtAsync(PortalUrls.Persons);
        var panel = birthe.Page.GetByRole(AriaRole.Region, new() { Name = "Person", Exact = true });
        await Expect(birthe.Button("Rediger Anna Tilgængelig")).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "persons, idle");

        await birthe.Button("Rediger Anna Tilgængelig").ClickAsync();
        await Expect(panel.GetByLabel("Navn", new() { Exact = true })).ToHaveValueAsync("Anna Tilgængelig");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Historik" }).ClickAsync();
        await Expect(birthe.Page.GetByRole(AriaRole.Table, new() { Name = "Historik for Anna Tilgængelig" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "persons, editing with the history");

        await panel.GetByLabel("Navn", new() { Exact = true }).FillAsync("");
        await panel.GetByLabel("RID", new() { Exact = true }).FillAsync("1");
        await birthe.Button("Gem").ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "persons, with errors");
        await AssertNoSidewaysScrollingAsync(birthe, "persons, with errors");

        await birthe.Button("Annuller").ClickAsync();
        await birthe.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Søg" }).FillAsync("findes ikke");
        await Expect(birthe.Page.GetByText("Ingen medarbejdere passer til \"findes ikke\".")).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "persons, empty search");
        await AssertNoSidewaysScrollingAsync(birthe, "persons, empty search");

        // More than one message of the circuit can hold.
        var lines = string.Concat(Enumerable.Repeat("Dårlig Linje;ingen adresse;20000051\r\n", 2_000));
        await birthe.Button("Importér").ClickAsync();
        var file = birthe.Page.GetByLabel("Fil", new() { Exact = true });
        await Expect(file).ToBeEnabledAsync();
        await file.SetInputFilesAsync(new FilePayload
        {
            Name = "medarbejdere.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes($"Navn;Email;RID\r\nNy Importeret;ny@kommune.example;20000050\r\n{lines}"),
        });
        await Expect(birthe.Page.GetByText("1 nye, 2000 springes over", new() { Exact = true })).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "persons, plan of a file");
        await AssertNoSidewaysScrollingAsync(birthe, "persons, plan of a file");
    }

    [Fact]
    public async Task AccessRequests_ShownCorrectedAndRefused_HaveNoViolation()
    {
        await AddRequestAsync("Pia Anmoder");
        var birthe = await AdministratorAtAsync(PortalUrls.Rights);
        await Expect(birthe.Button("Opret Pia Anmoder")).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "a request");
        await birthe.Button("Ret oplysningerne først").ClickAsync();
        var correction = birthe.Page.GetByRole(AriaRole.Form, new() { Name = "Ret oplysningerne, og opret derefter Pia Anmoder" });
        await correction.GetByLabel("Navn", new() { Exact = true }).FillAsync("");
        await correction.GetByLabel("Navn", new() { Exact = true }).PressAsync("Enter");
        await Expect(correction.GetByText("Skriv medarbejderens navn.")).ToBeVisibleAsync();
        await birthe.Button("Afvis Pia Anmoder").ClickAsync();
        await Expect(birthe.Page.GetByLabel("Hvorfor afvises anmodningen?")).ToBeFocusedAsync();
        await AssertAccessibleAsync(birthe, "a request, corrected in vain and being refused");
        await AssertNoSidewaysScrollingAsync(birthe, "a request, corrected in vain and being refused");
    }

    [Fact]
    public async Task CoverageAndContactsOfAMunicipality_ForTheAgency_HaveNoViolation()
    {
        var jens = await NewUserAsync(Still(), "Jens Winther");
        await jens.SignInAsync();
        await jens.GoLiveAsync(PortalUrls.Coverage);
        await AssertAccessibleAsync(jens, "coverage, tiles");
        await jens.Page.GetByLabel("Vis som tabel").CheckAsync();
        await AssertAccessibleAsync(jens, "coverage, table");
        await AssertNoSidewaysScrollingAsync(jens, "coverage, table");
        await jens.Page.GetByRole(AriaRole.Link, new() { Name = "København", Exact = true }).ClickAsync();
        await jens.Button("Vis Mette Holm, København").ClickAsync();
        await Expect(jens.Page.GetByText("Hvad er formålet?")).ToBeVisibleAsync();
        await jens.Page.GetByLabel("Driftsbesked").CheckAsync();
        await AssertAccessibleAsync(jens, "find contacts, asked for the purpose");
        await jens.Button("Vælg formål").ClickAsync();
        await Expect(jens.Page.GetByText("Historik for Mette Holm")).ToBeVisibleAsync();
        await AssertAccessibleAsync(jens, "find contacts, with one open");
        await AssertNoSidewaysScrollingAsync(jens, "find contacts, with one open");
    }

    [Fact]
    public async Task Municipalities_IdleAndInviting_HasNoViolation()
    {
        var jens = await NewUserAsync(Still(), "Jens Winther");
        await jens.SignInAsync();
        await jens.GoLiveAsync(PortalUrls.Municipalities);
        await Expect(jens.Page.GetByRole(AriaRole.Table, new() { Name = "Kommuner" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(jens, "municipalities, idle");
        await jens.Button($"Inviter administrator i {MunicipalityName}").ClickAsync();
        var email = jens.Page.GetByLabel("Email", new() { Exact = true });
        await email.FillAsync("anna");
        await jens.Button("Send invitation").ClickAsync();
        await Expect(jens.Page.GetByText("Skriv én e-mailadresse, fx navn@kommune.dk.")).ToBeVisibleAsync();
        await AssertAccessibleAsync(jens, "municipalities, a bad address");
        await email.FillAsync("anna@kommune.example");
        await jens.Button("Send invitation").ClickAsync();
        await Expect(jens.Page.GetByLabel("Link", new() { Exact = true })).ToBeVisibleAsync();
        await AssertAccessibleAsync(jens, "municipalities, invited");
        await AssertNoSidewaysScrollingAsync(jens, "municipalities, invited");
    }

    [Fact]
    public async Task WaitingPageAndInvitation_Open_HaveNoViolation()
    {
        await StartOwnPortalAsync(settings: new()
        {
            ["SignIn:Authority"] = provider.Issuer,
            ["SignIn:ClientId"] = IdentityProvider.ClientId,
            ["SignIn:ClientSecret"] = IdentityProvider.ClientSecret,
        });
        await provider.SetSignInAsync([("sub", "pia"), ("name", "Pia Lind"), (Cvr, Municipalities.Find(Aarhus)!.Cvr)]);
        var pia = await NewUserAsync(Still(), "Pia Lind");
        pia.AllowRequestsTo(provider.Issuer);
        await pia.Page.GotoAsync(PortalUrls.SignInStart);
        await Expect(pia.Page.GetByRole(AriaRole.Heading, new() { Name = "Du er endnu ikke oprettet" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(pia, "not in the directory");
        await pia.Button("Bed om at blive oprettet").ClickAsync();
        await Expect(pia.Page.GetByText("Din anmodning er sendt til ")).ToBeVisibleAsync();
        await AssertAccessibleAsync(pia, "waiting for the answer");
        await AssertNoSidewaysScrollingAsync(pia, "waiting for the answer");

        await provider.SetSignInAsync([("sub", "pia"), ("name", "Pia Lind")]);
        await pia.Page.GotoAsync(PortalUrls.SignInStart);
        await Expect(pia.Page.GetByRole(AriaRole.Heading, new() { Name = "Du kan ikke logge ind med dette login" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(pia, "refused");
        await AssertNoSidewaysScrollingAsync(pia, "refused");

        var sent = Assert.IsType<InviteOutcome.Sent>(await Portal.Host.Services.GetRequiredService<InvitationService>()
            .InviteAgencyAsync("jens@ams.example", CancellationToken));
        await pia.Page.GotoAsync(sent.Path);
        await Expect(pia.Page.GetByRole(AriaRole.Link, new() { Name = "Tag imod og log ind" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(pia, "invitation");
        await AssertNoSidewaysScrollingAsync(pia, "invitation");
        await pia.Page.GotoAsync($"{sent.Path}0");
        await Expect(pia.Page.GetByText("Linket virker ikke.")).ToBeVisibleAsync();
        await AssertAccessibleAsync(pia, "unknown invitation");
    }

    /// <summary>Signs in as a local administrator of the test's municipality and opens the page.</summary>
    private async Task<BrowserUser> AdministratorAtAsync(string address)
    {
        Person person = APerson().In(Municipality).Named("Birthe Tilgængelig").WithRid(DemonstrationPortal.NewRid()).LocalAdministrator();
        await Portal.Host.People.ImportAsync(Municipality, [person], CancellationToken);

        // The administrators are part of the municipality's snapshot, which a change makes anew and an import does not.
        await AddContactAsync("Ikke Længere Kontakt", deactivated: true);
        var birthe = await NewUserAsync(Still(), person.Name);
        await SignInAsync(birthe, (await Portal.Host.People.ActorAsync(person.Id, Municipality, CancellationToken))!);
        await birthe.GoLiveAsync(address);
        return birthe;
    }

    /// <summary>Lets somebody ask for access to the test's municipality.</summary>
    private async Task AddRequestAsync(string name) =>
        Assert.IsType<AskOutcome.Asked>(await Portal.Host.Services.GetRequiredService<AccessRequestService>().AskAsync(
            new ExternalIdentity("https://login.example", name)
            {
                Cvr = Municipalities.Find(Municipality)!.Cvr, Organisation = Municipality, Name = name, Email = "pia@kommune.example",
            },
            CancellationToken));

    private static BrowserNewContextOptions Still() => new() { ReducedMotion = ReducedMotion.Reduce };
}
