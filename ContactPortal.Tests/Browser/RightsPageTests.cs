using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;
using static ContactPortal.Tests.Browser.Accessibility;

namespace ContactPortal.Tests.Browser;

/// <summary>Brugeradministration and the access-denied page: WCAG 2.2 AA in every state, and by keyboard alone.</summary>
public sealed class RightsPageTests(Chromium chromium, SharedPortal portal) : RightsBrowserTest(chromium, portal)
{
    [Fact]
    public async Task Administration_InEveryState_HasNoViolation()
    {
        var (former, asking) = (await NewPersonAsync("Anker Forhenværende", contact: true), await NewPersonAsync("Bodil Spørger"));
        await GrantAsync(former);
        await DeactivateAsync(former);
        await AskAsync(asking);
        var birthe = await AtRightsAsync(await AdministratorAsync());
        await Expect(Task(birthe, former.Name)).ToBeVisibleAsync();
        await Expect(Task(birthe, asking.Name)).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "with each kind of task");

        await birthe.Button("Anker Forhenværende beholder rettigheden").ClickAsync();
        await Task(birthe, former.Name).GetByRole(AriaRole.Button, new() { Name = "Bekræft" }).ClickAsync();
        await Expect(birthe.Page.GetByText("Skriv en begrundelse på højst 500 tegn.")).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "asking for a reason");
        await AssertNoSidewaysScrollingAsync(birthe, "asking for a reason");

        await birthe.Button("Giv Bodil Spørger TASS Opfølgning").ClickAsync();
        await Expect(Answer(birthe)).ToHaveTextAsync("Bodil Spørger har nu TASS Opfølgning.");
        await AssertAccessibleAsync(birthe, "on a phone, after a decision");
        await AssertNoSidewaysScrollingAsync(birthe, "after a decision");

        await birthe.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Søg" }).FillAsync("findes ikke");
        await Expect(birthe.Page.GetByText("Ingen passer til \"findes ikke\".")).ToBeVisibleAsync();
        await AssertAccessibleAsync(birthe, "with an empty search");
    }

    [Fact]
    public async Task AccessDeniedPage_BeforeAndAfterARequestAndRefused_HasNoViolation()
    {
        var person = await NewPersonAsync("Clara Lukket Ude");
        var clara = await AtDeliveriesAsync(person);
        await AssertAccessibleAsync(clara, "closed");
        await clara.Button("Bed om TASS Opfølgning").ClickAsync();
        await Expect(clara.Page.GetByText("Du bad om rettigheden")).ToBeVisibleAsync();
        await AssertAccessibleAsync(clara, "asked");
        await RefuseAsync(person, "Du er ikke kontakt");
        await Expect(clara.Button("Bed om TASS Opfølgning igen")).ToBeVisibleAsync();
        await AssertAccessibleAsync(clara, "refused");
        await AssertNoSidewaysScrollingAsync(clara, "refused");
    }

    [Fact]
    public async Task PersonWithoutAccess_ShownTheAdministrators_HasNoViolation()
    {
        var dorte = await SignedInAsync(await NewPersonAsync("Dorte Nysgerrig"));
        await dorte.GoLiveAsync(Blazor.PortalUrls.Rights);
        await Expect(dorte.Page.GetByText($"Siden er for lokale brugeradministratorer i {MunicipalityName}.")).ToBeVisibleAsync();
        await AssertAccessibleAsync(dorte, "not administrator");
    }

    [Fact]
    public async Task GrantWithdrawRefuseAndRequest_ByKeyboardAlone_SucceedAndTheFocusIsNeverLost()
    {
        var (contact, person) = (await NewPersonAsync("Emil Tast", contact: true), await NewPersonAsync("Fie Tast"));
        var fie = await AtDeliveriesAsync(person);
        await fie.TabToAsync("Bed om TASS Opfølgning");
        await fie.Page.Keyboard.PressAsync("Enter");
        await Expect(fie.Page.GetByText("Du bad om rettigheden")).ToBeVisibleAsync();

        var birthe = await AtRightsAsync(await AdministratorAsync());
        var keys = birthe.Page.Keyboard;
        await birthe.TabToAsync("Giv Emil Tast TASS Opfølgning");
        await keys.PressAsync("Enter");
        await AnsweredAsync("Emil Tast har nu TASS Opfølgning.");

        await birthe.TabToAsync("Afvis Fie Tast");
        await keys.PressAsync("Space");
        await Expect(birthe.Page.GetByLabel("Hvorfor afvises anmodningen? Fie Tast får svaret at se.")).ToBeFocusedAsync();
        await birthe.TabToAsync("Annuller");
        await keys.PressAsync("Enter");
        await Expect(birthe.Button("Afvis Fie Tast")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(birthe.Page.GetByLabel("Hvorfor afvises anmodningen? Fie Tast får svaret at se.")).ToBeFocusedAsync();
        await keys.TypeAsync("Kun for kontakter");
        await keys.PressAsync("Enter");
        await AnsweredAsync("Anmodningen fra Fie Tast er afvist.");
        await Expect(fie.Page.GetByText(": Kun for kontakter")).ToBeVisibleAsync();

        await birthe.TabToAsync("Fratag rettigheden: Emil Tast");
        await keys.PressAsync("Enter");
        await AnsweredAsync("Emil Tast har ikke længere TASS Opfølgning.");
        await Expect(Task(birthe, contact.Name)).ToBeVisibleAsync();

        async Task AnsweredAsync(string answer)
        {
            var message = Answer(birthe).GetByText(answer);
            await Expect(message).ToBeFocusedAsync();
            await Expect(message).ToBeInViewportAsync();
        }
    }
}
