using Bunit;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Persons;

/// <summary>Kommuner: how far each municipality is, and the agency's invitations, live (P6).</summary>
public sealed class MunicipalitiesPageTests : PersonComponentTest
{
    private const string LinkFormat = "^http://localhost/invitation/[0-9a-f]{64}$";
    private const string NotMailed = "Portalen kan ikke sende mails endnu. Kopiér linket, og send det selv til den, der er inviteret.";

    private readonly FakeTimeProvider clock;
    private Actor jens = null!;

    public MunicipalitiesPageTests()
        : this(new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)))
    {
    }

    private MunicipalitiesPageTests(FakeTimeProvider clock)
        : base(services => services.AddSingleton<TimeProvider>(clock)) => this.clock = clock;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        jens = await AddAgencyPersonAsync();
    }

    [Fact]
    public async Task Municipalities_Shown_ThoseWithoutAnAdministratorComeFirstInDanishOrder()
    {
        await AddAdministratorAsync("Birthe Lund");
        await AddActorAsync(APerson().In(Koebenhavn).LocalAdministrator());
        var page = Page();
        var names = Names(page).ToList();
        Assert.Equal(98, names.Count);
        Assert.Equal(["København", "Aarhus"], names[^2..]);
        Assert.Equal(["Albertslund", "Allerød"], names[..2]);
        Assert.Equal("Aalborg", names[^3]);
        Assert.Contains("96 uden administrator", TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Municipality_AtWork_ShowsItsAdministratorsPersonsContactsAndLastSignIn()
    {
        await AddAdministratorAsync("Zita Friis");
        var birthe = await AddAdministratorAsync("Birthe Lund");
        await AddAsync(AContact());
        Assert.True(await Services.GetRequiredService<SignInMatcher>().BindAsync(
            AnIdentity("birthe", "Birthe Lund"), new(birthe.PersonId, Aarhus), CancellationToken));
        Assert.Equal("Aarhus|Birthe Lund, Zita Friis|3|1|2. mar. 2026|i gang", RowText(Page(), "Aarhus"));
    }

    [Fact]
    public async Task Invitation_ByTheClock_IsOpenThenExpiredAndThenSentAgainOrWithdrawn()
    {
        Assert.Equal("Aarhus|ingen|0|0|aldrig|ikke inviteret", RowText(Page(), "Aarhus"));
        await InviteAsync("anna@aarhus.example");
        Assert.Contains("inviteret: anna@aarhus.example, gælder til 16. mar. 2026", RowText(Page(), "Aarhus"), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(15));
        var page = Page();
        Assert.Contains("udløbet: anna@aarhus.example, 16. mar. 2026", RowText(page, "Aarhus"), StringComparison.Ordinal);

        await PressAsync(page, "Send igen: invitationen til anna@aarhus.example");
        WaitForText(page, "Invitationen til anna@aarhus.example er oprettet og gælder til 31. mar. 2026.");
        WaitForText(page, NotMailed);
        Assert.Matches(LinkFormat, page.Find("input[aria-label=Link]").GetAttribute("value"));
        Assert.DoesNotContain("er sendt", TextOf(page), StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains(
            "inviteret: anna@aarhus.example, gælder til 31. mar. 2026", RowText(page, "Aarhus"), StringComparison.Ordinal));
        Assert.DoesNotContain("udløbet", RowText(page, "Aarhus"), StringComparison.Ordinal);

        await PressAsync(page, "Træk tilbage: invitationen til anna@aarhus.example");
        WaitForText(page, "Invitationen til anna@aarhus.example er trukket tilbage. Linket virker ikke mere.");
        page.WaitForAssertion(() => Assert.EndsWith("|ikke inviteret", RowText(page, "Aarhus"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Administrator_Invited_TheLinkIsShownToBeCopiedAndTheRowSaysSo()
    {
        JSInterop.Setup<bool>("portal.copy", _ => true).SetResult(true);
        var page = Page();
        await PressAsync(page, "Inviter administrator i Aarhus");
        Assert.Equal("Inviter en lokal brugeradministrator i Aarhus", page.Find("#inviter").TextContent);
        await InputAsync(page, "#inviter-email", "anna@aarhus.example");
        await SubmitAsync(page, "form.invite");
        WaitForText(page, "Invitationen til anna@aarhus.example er oprettet og gælder til 16. mar. 2026.");
        WaitForText(page, NotMailed);
        page.WaitForAssertion(() => Assert.Contains("inviteret: anna@aarhus.example", RowText(page, "Aarhus"), StringComparison.Ordinal));
        var link = page.Find("input[aria-label=Link]").GetAttribute("value");
        Assert.Matches(LinkFormat, link);
        Assert.Equal("", page.Find("#inviter-email").GetAttribute("value") ?? "");
        await PressAsync(page, "Kopiér link");
        WaitForText(page, "Linket er kopieret.");
        Assert.Equal(link, JSInterop.VerifyInvoke("portal.copy").Arguments[0]);
        await PressAsync(page, "Luk");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#inviter")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("anna@aarhus.example, bo@aarhus.example")]
    public async Task AddressThatIsNone_Invited_IsRefusedAtTheField(string address)
    {
        var page = Page();
        await PressAsync(page, "Inviter administrator i Aarhus");
        await InputAsync(page, "#inviter-email", address);
        await SubmitAsync(page, "form.invite");
        page.WaitForAssertion(() => Assert.Equal(
            "Skriv én e-mailadresse, fx navn@kommune.dk.", page.Find("#inviter-email-error").TextContent));
        Assert.Equal("ikke inviteret", RowText(page, "Aarhus").Split('|')[^1]);
        await InputAsync(page, "#inviter-email", "anna@aarhus.example");
        Assert.Empty(page.FindAll("#inviter-email-error"));
    }

    [Fact]
    public async Task DatabaseThatFails_AtTheInvitation_SaysSoAndTheAddressStays()
    {
        var page = Page();
        await PressAsync(page, "Inviter administrator i Aarhus");
        await InputAsync(page, "#inviter-email", "anna@aarhus.example");
        await RemoveTableAsync("Invitations");
        await SubmitAsync(page, "form.invite");
        WaitForText(page, "Der skete en fejl, og intet er ændret.");
        Assert.Equal("anna@aarhus.example", page.Find("#inviter-email").GetAttribute("value"));
    }

    [Fact]
    public async Task InvitationAccepted_WithThePageOpen_IsShownLive()
    {
        var sent = await InviteAsync("anna@aarhus.example");
        var page = Page();
        Assert.Contains("98 uden administrator", TextOf(page), StringComparison.Ordinal);
        await Invitations.AcceptAsync(sent.Path[Invitation.BasePath.Length..], AnIdentity("anna", "Anna Holm"), CancellationToken);
        WaitForText(page, "97 uden administrator");
        Assert.Equal("Aarhus", Names(page).Last());
        Assert.Contains("Anna Holm", RowText(page, "Aarhus"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeThatThePageDoesNotShow_RendersNothing()
    {
        var page = Page();
        var contact = await AddAsync(AContact());
        page.WaitForAssertion(() => Assert.StartsWith("Aarhus|ingen|1|1|", RowText(page, "Aarhus"), StringComparison.Ordinal));
        var rendered = page.RenderCount;
        var cache = Services.GetRequiredService<MunicipalityStatusCache>();
        var loaded = new Signal();
        using var subscription = cache.Subscribe(loaded.Set);
        await SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "33123456"));
        await loaded.WaitAsync();
        await AddAsync(AContact());
        page.WaitForAssertion(() => Assert.StartsWith("Aarhus|ingen|2|2|", RowText(page, "Aarhus"), StringComparison.Ordinal));
        Assert.Equal(rendered + 1, page.RenderCount);
    }

    [Fact]
    public async Task Search_ByPartOfAName_ShowsThose()
    {
        var page = Page();
        await InputAsync(page, "input[type=search]", " HAVN ");
        Assert.Equal(["Frederikshavn", "København"], Names(page));
    }

    [Fact]
    public async Task MunicipalityWithoutAdministrator_AskedForAccess_IsAnsweredByTheAgency()
    {
        var pia = AnIdentity("pia", "Pia Lind");
        await AskAsync(pia);
        var page = Page();
        await PressAsync(page, "Se 1 anmodning i Aarhus");
        WaitForText(page, "Anmodninger om adgang i Aarhus");
        await PressAsync(page, "Opret Pia Lind");
        WaitForText(page, "Pia Lind er oprettet og kan logge ind nu.");
        page.WaitForAssertion(() => Assert.DoesNotContain("Se 1 anmodning i Aarhus", Buttons(page)));
        Assert.Equal("Jens Winther", (await Requests.NewestAsync(pia, CancellationToken))!.AnsweredBy);
    }

    [Fact]
    public async Task MunicipalityWithAnAdministrator_AskedForAccess_IsNotTheAgencysToAnswer()
    {
        await AddAdministratorAsync("Birthe Lund");
        await AskAsync(AnIdentity("pia", "Pia Lind"));
        Assert.DoesNotContain(Buttons(Page()), b => b.StartsWith("Se ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ColleagueOfTheAgency_AsksForAccess_IsAdmittedAtThePage()
    {
        await AskAsync(AnIdentity("karen", "Karen Ny") with { Cvr = "55568510", Organisation = OrganisationCode.Agency });
        var page = Page();
        WaitForText(page, "Anmodninger om adgang i styrelsen");
        await PressAsync(page, "Opret Karen Ny");
        WaitForText(page, "Karen Ny er oprettet og kan logge ind nu.");
    }

    [Theory]
    [InlineData(Role.Staff)]
    [InlineData(Role.LocalAdministrator)]
    public async Task Municipality_AtThePage_ReadsNothing(Role role)
    {
        var birthe = await AddActorAsync(role == Role.Staff ? APerson() : APerson().LocalAdministrator());
        var page = Render<MunicipalitiesPage>(p => p.AddCascadingValue(birthe));
        Assert.Contains("Din rolle giver ikke adgang til siden.", TextOf(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, input, table"));
    }

    private InvitationService Invitations => Services.GetRequiredService<InvitationService>();

    private async Task<InviteOutcome.Sent> InviteAsync(string email) =>
        Assert.IsType<InviteOutcome.Sent>(await Invitations.InviteAsync(jens, Aarhus, email, CancellationToken));

    private static IEnumerable<string> Names(IRenderedComponent<MunicipalitiesPage> page) =>
        page.FindAll("tbody .name").Select(n => n.TextContent);

    /// <summary>The texts of the municipality's row, without the texts of its buttons.</summary>
    private static string RowText(IRenderedComponent<MunicipalitiesPage> page, string municipality)
    {
        var row = page.FindAll("tbody tr").Single(r => r.QuerySelector(".name")!.TextContent == municipality);
        return string.Join('|', row.QuerySelectorAll("td").Take(6).Select(cell => string.Concat(
            cell.QuerySelector("div, span") is { } inner
                ? inner.ChildNodes.Where(n => n is not AngleSharp.Dom.IElement).Select(n => n.TextContent)
                : [cell.TextContent]).Trim()));
    }

    private IRenderedComponent<MunicipalitiesPage> Page()
    {
        var page = Render<MunicipalitiesPage>(p => p.AddCascadingValue(jens));
        page.WaitForElement("table");
        return page;
    }
}
