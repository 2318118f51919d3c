using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.SignIn;

/// <summary>The link of an invitation: who may accept it with which sign-in, and what its page says when nobody may (P6).</summary>
public sealed class InvitationSignInTests(SeededDatabase seeded, IdentityProvider provider)
    : ProviderTest(seeded, provider), IClassFixture<IdentityProvider>
{
    private const string Accept = "Tag imod og log ind";

    [Fact]
    public async Task Invitation_AcceptedByASignInOfItsMunicipality_MakesAnAdministratorWhoBeginsInTheDirectory()
    {
        var sent = await InviteAsync();
        using var browser = new PortalClient(Portal);
        var page = await browser.ReadAsync(sent.Path);
        Assert.Contains("Du er inviteret til at være lokal brugeradministrator for Aarhus.", page, StringComparison.Ordinal);
        Assert.Contains("og kun med et login fra Aarhus.", page, StringComparison.Ordinal);
        Assert.Contains(Accept, page, StringComparison.Ordinal);
        Assert.Equal(PortalUrls.Persons, await AcceptAsync(browser, sent.Path, Pia));
        Assert.Contains("Gem", await browser.ReadAsync(PortalUrls.Persons), StringComparison.Ordinal);
        Assert.Contains("Pia Lind", await Portal.People.AdministratorNamesAsync(Aarhus, CancellationToken));

        Assert.Contains("Invitationen er allerede brugt.", await browser.ReadAsync(sent.Path), StringComparison.Ordinal);
        using var another = new PortalClient(Portal);
        Assert.Equal(sent.Path, await AcceptAsync(another, sent.Path, [("sub", "en anden"), .. Pia[1..]]));
        Assert.False(await another.IsSignedInAsync());
    }

    [Fact]
    public async Task InvitationOfTheAgency_Accepted_BeginsAtTheMunicipalities()
    {
        var sent = Assert.IsType<InviteOutcome.Sent>(await Invitations.InviteAgencyAsync("karen@ams.example", CancellationToken));
        using var browser = new PortalClient(Portal);
        Assert.Contains("Du er inviteret til portalen som medarbejder i ", await browser.ReadAsync(sent.Path), StringComparison.Ordinal);
        Assert.Equal(
            PortalUrls.Municipalities,
            await AcceptAsync(browser, sent.Path, [("sub", "karen"), ("name", "Karen Ny"), (CvrClaim, CvrOfAgency)]));
        Assert.Contains("København", await browser.ReadAsync(PortalUrls.Municipalities), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("29189404", "men du loggede ind for Roskilde. Log ind med et login fra Aarhus.")]
    [InlineData("99999999", "men du loggede ind for en organisation, som portalen ikke kender. Log ind med et login fra Aarhus.")]
    public async Task SignInOfAnotherOrganisation_Accepts_ReadsSoAndTheInvitationStaysOpen(string cvr, string text)
    {
        var sent = await InviteAsync();
        using var browser = new PortalClient(Portal);
        await SetSignInAsync(("sub", "pia"), ("name", "Pia Lind"), (CvrClaim, cvr));
        var landed = await FollowAsync(browser, StartOf(await browser.Http.GetStringAsync(sent.Path, CancellationToken)));
        Assert.Equal(sent.Path, landed.AbsolutePath);
        var page = await browser.ReadAsync(landed.PathAndQuery);
        Assert.Contains($"Invitationen gælder Aarhus, {text}", page, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(PortalUrls.Persons, await AcceptAsync(browser, sent.Path, Pia));
    }

    [Fact]
    public async Task InvitationThatIsOver_Opened_SaysWhyAndLetsNobodyIn()
    {
        var jens = await AgencyPersonAsync();
        var withdrawn = await InviteAsync(jens);
        await Invitations.WithdrawAsync(jens, Aarhus, withdrawn.Invitation.Id, CancellationToken);
        var replaced = await InviteAsync(jens);
        var open = Assert.IsType<InviteOutcome.Sent>(
            await Invitations.SendAgainAsync(jens, Aarhus, replaced.Invitation.Id, CancellationToken));
        using var browser = new PortalClient(Portal);
        foreach (var path in new[] { withdrawn.Path, replaced.Path })
            await AssertOverAsync(path, "Invitationen er trukket tilbage, eller der er sendt en nyere.");
        Assert.Contains(Accept, await browser.ReadAsync(open.Path), StringComparison.Ordinal);
        Clock.AdvanceWithoutTimers(Invitation.Lifetime);
        await AssertOverAsync(open.Path, "Invitationen er udløbet. Bed ");

        async Task AssertOverAsync(string path, string text)
        {
            var page = await browser.ReadAsync(path);
            Assert.Contains(text, page, StringComparison.Ordinal);
            Assert.DoesNotContain(Accept, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task InvitationThatIsWithdrawnDuringTheSignIn_Accepted_LeadsBackToWhereItSaysSo()
    {
        var jens = await AgencyPersonAsync();
        var sent = await InviteAsync(jens);
        using var browser = new PortalClient(Portal);
        var start = StartOf(await browser.Http.GetStringAsync(sent.Path, CancellationToken));
        await Invitations.WithdrawAsync(jens, Aarhus, sent.Invitation.Id, CancellationToken);
        await SetSignInAsync(Pia);
        Assert.Equal(sent.Path, (await FollowAsync(browser, start)).AbsolutePath);
        Assert.Contains("Invitationen er trukket tilbage", await browser.ReadAsync(sent.Path), StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("x")]
    public async Task LinkThatIsNone_Opened_SaysSo(string token)
    {
        using var browser = new PortalClient(Portal);
        var page = await browser.ReadAsync(Invitation.PathOf(token));
        Assert.Contains("Linket virker ikke. Kontroller, at hele adressen er med", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Accept, page, StringComparison.Ordinal);
        Assert.Equal(Invitation.PathOf(token), await AcceptAsync(browser, Invitation.PathOf(token), Pia));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Invitation_OpenedBySomebodyWhoIsSignedIn_NamesThemAndAsksTheProviderWhoSignsIn()
    {
        var anne = await AddAsync(APerson().Named("Anne Holm").WithRid(DemonstrationPortal.NewRid()));
        var sent = await InviteAsync();
        using var browser = PortalClient.SignedIn(Portal, anne);
        var page = await browser.ReadAsync(sent.Path);
        Assert.Contains(
            "Du er logget ind som Anne Holm. Er invitationen ikke til dig, skal den, der er inviteret, selv logge ind.", page,
            StringComparison.Ordinal);
        Assert.Contains("prompt=login", await ChallengeAsync(browser, StartOf(page)), StringComparison.Ordinal);
        Assert.Equal(PortalUrls.Persons, await AcceptAsync(browser, sent.Path, Pia));
        Assert.Contains("Pia Lind", await browser.ReadAsync(PortalUrls.Persons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInThatFitsAPersonOnlyPartly_Accepts_IsAQuestionFirst()
    {
        const string rid = "40000790";
        var birthe = await AddAsync(APerson().WithRid(DemonstrationPortal.NewRid()).LocalAdministrator());
        await AddAsync(APerson().Named("Anne Holm").WithRid(rid));
        using (await SignInAsync(PortalUrls.Contacts, ("sub", "anne"), (CvrClaim, CvrOfAarhus), (RidClaim, rid)))
        {
        }

        var sent = await InviteAsync();
        using var browser = new PortalClient(Portal);
        Assert.Equal(PortalUrls.SignInUnknown, await AcceptAsync(browser, sent.Path, [.. Pia, (RidClaim, rid)]));
        var question = Assert.Single(await OpenRequestsAsync(Aarhus));
        Assert.Equal(IdentityMismatch.OtherSubject, question.Reason);
        Assert.Contains(Accept, await browser.ReadAsync(sent.Path), StringComparison.Ordinal);
        Assert.IsType<AccessOutcome.Admitted>(await Requests.AnswerAnotherPersonAsync(birthe, question.Id, null, CancellationToken));
        Assert.Equal(PortalUrls.Persons, await AcceptAsync(browser, sent.Path, [.. Pia, (RidClaim, rid)]));
    }

    [Fact]
    public async Task Invitation_AtAPortalWithoutAProvider_SaysThatTheSignInIsNotSetUp()
    {
        var sent = await InviteAsync();
        await using var without = Host([]);
        using var browser = new PortalClient(without);
        var page = await browser.ReadAsync(sent.Path);
        Assert.Contains("Denne portal mangler opsætning af login", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Accept, page, StringComparison.Ordinal);
    }

    private InvitationService Invitations => Portal.Services.GetRequiredService<InvitationService>();

    private Task<Actor> AgencyPersonAsync() =>
        AddAsync(APerson().In(OrganisationCode.Agency).Named("Jens Prøve").WithRid(DemonstrationPortal.NewRid()));

    private async Task<InviteOutcome.Sent> InviteAsync(Actor? jens = null) => Assert.IsType<InviteOutcome.Sent>(
        await Invitations.InviteAsync(jens ?? await AgencyPersonAsync(), Aarhus, "pia@aarhus.example", CancellationToken));

    /// <summary>The address of the link that accepts the invitation.</summary>
    private static string StartOf(string page)
    {
        var match = System.Text.RegularExpressions.Regex.Match(page, $"href=\"[.]({PortalUrls.SignInStart}[^\"]+)\"");
        Assert.True(match.Success, "The page has no link that accepts the invitation.");
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    private static async Task<string> ChallengeAsync(PortalClient browser, string start)
    {
        using var answer = await browser.GetAsync(start);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Starts the sign-in from the invitation with those claims; returns where it ends.</summary>
    private async Task<string> AcceptAsync(PortalClient browser, string path, (string, string)[] claims)
    {
        await SetSignInAsync(claims);
        return (await FollowAsync(
            browser,
            $"{PortalUrls.SignInStart}?anden=1&{PortalUrls.ReturnKey}={Uri.EscapeDataString(path)}")).AbsolutePath;
    }
}
