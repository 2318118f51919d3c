using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Layout;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.SignIn;

/// <summary>Sign-ins that are not let in: the waiting page, the request and its answer, and what a login lacks (P2, P3).</summary>
public sealed class UnknownSignInTests(SeededDatabase seeded, IdentityProvider provider)
    : ProviderTest(seeded, provider), IClassFixture<IdentityProvider>
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";
    private const string OtherUuid = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    private const string Waiting = $"data-waiting=\".{PortalUrls.AccessRequestState}\"";

    [Theory]
    [InlineData(RidClaim, "44444444", "RID 44444444|44444444|(ikke oplyst)")]
    [InlineData(RidClaim, "CVR:55133018-RID:44444444", "RID 44444444|44444444|(ikke oplyst)")]
    [InlineData(UuidClaim, Uuid, $"UUID {Uuid}|(ikke oplyst)|{Uuid}")]
    [InlineData(UuidClaim, $"urn:uuid:{Uuid}", $"UUID {Uuid}|(ikke oplyst)|{Uuid}")]
    [InlineData("other", "", "Pia Lind|(ikke oplyst)|(ikke oplyst)")]
    public async Task UnknownPerson_SignsInWithAnyIdentifierOrNone_ReadsWhatTheLoginSaysAndAsksOnce(
        string claim, string value, string shown)
    {
        var birthe = await AddAsync(APerson().Named("Birthe Prøve").WithRid(DemonstrationPortal.NewRid()).LocalAdministrator());
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, [.. Pia, (claim, value)]);
        var page = await browser.ReadAsync(PortalUrls.SignInUnknown);
        Assert.Contains("<h1>Du er endnu ikke oprettet</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Du er logget ind for Aarhus, men er ikke oprettet i portalen.", page, StringComparison.Ordinal);
        Assert.Contains("Birthe Prøve", page, StringComparison.Ordinal);
        Assert.Equal($"Pia Lind|pia@aarhus.example|Aarhus|{shown[(shown.IndexOf('|', StringComparison.Ordinal) + 1)..]}", Details(page));
        Assert.Empty(await OpenRequestsAsync(Aarhus));

        var waiting = await AskAsync(browser);
        Assert.Contains("Din anmodning er sendt til jeres lokale brugeradministratorer (", waiting, StringComparison.Ordinal);
        Assert.Contains(Waiting, waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("Bed om at blive oprettet", waiting, StringComparison.Ordinal);
        using var again = await browser.PostFormAsync(PortalUrls.AccessRequest);
        var request = Assert.Single(await OpenRequestsAsync(Aarhus));
        Assert.Equal((AccessRequestKind.NewPerson, "Pia Lind", "pia@aarhus.example"), (request.Kind, request.Name, request.Email));
        Assert.Contains(
            await Portal.Services.GetRequiredService<Domain.Rights.RightsHistory>().NewestAsync(birthe, CancellationToken),
            e => e.Person == shown.Split('|')[0]);
    }

    [Fact]
    public async Task MunicipalityWithoutAnAdministrator_AskedForAccess_NamesTheAgency()
    {
        await DismissAllAsync();
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Pia);
        var agency = Portal.Services.GetRequiredService<IOptions<AgencyOptions>>().Value.Name;
        Assert.Contains($"Din anmodning er sendt til {agency}.", await AskAsync(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_RefusedWithAReason_ReadsItAndMayAskAgain()
    {
        var birthe = await AddAsync(APerson().Named("Birthe Prøve").WithRid(DemonstrationPortal.NewRid()).LocalAdministrator());
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Pia);
        await AskAsync(browser);
        var first = Assert.Single(await OpenRequestsAsync(Aarhus));
        await Requests.RefuseAsync(birthe, first.Id, "Du er ikke ansat her", CancellationToken);
        var page = await browser.ReadAsync(PortalUrls.SignInUnknown);
        Assert.Contains("Birthe Prøve har afvist din anmodning: Du er ikke ansat her", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Waiting, page, StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(Waiting, await AskAsync(browser), StringComparison.Ordinal);
        Assert.NotEqual(first.Id, Assert.Single(await OpenRequestsAsync(Aarhus)).Id);
    }

    [Fact]
    public async Task RequestThatIsAdmitted_WithThePageWaiting_GoesOnAndTheSignInOpensThePortal()
    {
        var birthe = await AddAsync(APerson().WithRid(DemonstrationPortal.NewRid()).LocalAdministrator());
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Pia);
        await AskAsync(browser);
        var waiting = browser.GetAsync(PortalUrls.AccessRequestState);
        await Clock.Waiting.WaitAsync();
        Assert.IsType<AccessOutcome.Admitted>(await Requests.AdmitAsync(
            birthe, Assert.Single(await OpenRequestsAsync(Aarhus)).Id, null, CancellationToken));
        using var answer = await waiting;
        Assert.Equal((HttpStatusCode.OK, "admitted"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken)));
        var page = await browser.ReadAsync(PortalUrls.SignInUnknown);
        Assert.Contains("<h1>Du er oprettet</h1>", page, StringComparison.Ordinal);
        await SignInAsync(browser, PortalUrls.Contacts, Pia);
        Assert.Contains("Pia Lind", await browser.ReadAsync(PortalUrls.Contacts), StringComparison.Ordinal);

        // The cookie of the waiting page is gone.
        Assert.Contains(
            "portalens brugerkatalog kender dig ikke", await browser.ReadAsync(PortalUrls.SignInUnknown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestThatIsRefused_WithThePageWaiting_IsShownAgain()
    {
        var birthe = await AddAsync(APerson().WithRid(DemonstrationPortal.NewRid()).LocalAdministrator());
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Pia);
        await AskAsync(browser);
        var waiting = browser.GetAsync(PortalUrls.AccessRequestState);
        await Clock.Waiting.WaitAsync();

        // A change of the organisation that is no answer.
        await AddAsync(APerson().WithRid(DemonstrationPortal.NewRid()));
        await Requests.RefuseAsync(birthe, Assert.Single(await OpenRequestsAsync(Aarhus)).Id, "Nej", CancellationToken);
        using var answer = await waiting;
        Assert.Equal((HttpStatusCode.OK, "answered"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken)));
    }

    [Fact]
    public async Task RequestThatNobodyAnswers_WithThePageWaiting_IsAskedAgainAfterAWhile()
    {
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Pia);
        await AskAsync(browser);
        var waiting = browser.GetAsync(PortalUrls.AccessRequestState);
        await Clock.Waiting.WaitAsync();
        Assert.False(waiting.IsCompleted);
        Clock.Advance(WaitSignallingClock.LongestWait);
        using var answer = await waiting;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task StrangerWithoutASignIn_AsksOrWaits_LeavesNothing()
    {
        using var stranger = new PortalClient(Portal);
        Assert.Contains(
            "portalens brugerkatalog kender dig ikke", await stranger.ReadAsync(PortalUrls.SignInUnknown), StringComparison.Ordinal);
        using var asked = await stranger.PostFormAsync(PortalUrls.AccessRequest, (PortalUrls.ReturnKey, "//evil.example/"));
        Assert.Equal($"{PortalUrls.SignInUnknown}?{PortalUrls.ReturnKey}=%2F", asked.Headers.Location?.ToString());
        using var answer = await stranger.GetAsync(PortalUrls.AccessRequestState);
        Assert.Equal("answered", await answer.Content.ReadAsStringAsync(CancellationToken));
        Assert.Empty(await OpenRequestsAsync(Aarhus));
    }

    [Fact]
    public async Task Request_PostedWithoutTheFormsToken_DoesNothing()
    {
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Pia);
        using var answer = await browser.PostWithoutTokenAsync(PortalUrls.AccessRequest);
        Assert.Equal(PortalUrls.SignIn, answer.Headers.Location?.ToString());
        Assert.Empty(await OpenRequestsAsync(Aarhus));
    }

    [Theory]
    [InlineData(
        null, "NoOrganisation",
        "Loginnet siger ikke, hvilken organisation du logger ind for: oplysningen \"{0}\" med organisationens CVR-nummer mangler.")]
    [InlineData(
        "99999999", "UnknownOrganisation",
        "Portalen kender ikke den organisation, du logger ind for: CVR-nummer 99999999 i oplysningen \"{0}\" "
        + "hører ikke til en kommune eller styrelsen.")]
    [InlineData(
        "ikke et nummer", "UnknownOrganisation",
        "Portalen kender ikke den organisation, du logger ind for: CVR-nummer ikke et nummer i oplysningen \"{0}\" "
        + "hører ikke til en kommune eller styrelsen.")]
    public async Task OrganisationThatIsMissingOrUnknown_SignsIn_SaysWhichClaimOnThePageAndInTheLog(string? cvr, string reason, string text)
    {
        using var browser = await SignInAsync(
            PortalUrls.SignInUnknown, [("sub", "pia"), ("name", "Pia Lind"), .. cvr is null ? [] : new[] { (CvrClaim, cvr) }]);
        var page = await browser.ReadAsync(PortalUrls.SignInUnknown);
        Assert.Contains("<h1>Du kan ikke logge ind med dette login</h1>", page, StringComparison.Ordinal);
        Assert.Contains(text.Replace("{0}", CvrClaim, StringComparison.Ordinal), page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bed om at blive oprettet", page, StringComparison.Ordinal);
        var line = Assert.Single(
            Portal.Log.Lines, l => l.Level == LogLevel.Warning && l.Category.EndsWith("ProviderEvents", StringComparison.Ordinal));
        Assert.StartsWith($"Sign-in refused: {reason}; the claim {CvrClaim} is \"{cvr ?? "(null)"}\"", line.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());

        // Nor does the form ask for anybody.
        using var asked = await browser.PostFormAsync(PortalUrls.AccessRequest);
        await using var db = await Portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        Assert.False(await db.AccessRequests.AnyAsync(r => r.Issuer == Issuer, CancellationToken));
    }

    [Fact]
    public async Task IssuerThatMayNotSpeakForTheOrganisation_SignsIn_SaysWhich()
    {
        var anne = await AddAsync(APerson().Named("Anne Holm").WithRid("40000777"));
        await RestartWithAsync("SignIn:Issuers:0:Issuer", "https://somebody.example/");
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, [("sub", "anne"), (CvrClaim, CvrOfAarhus), (RidClaim, "40000777")]);
        Assert.Contains(
            $"Loginnet er udstedt af {Issuer}, som ikke må logge nogen ind for organisationen med CVR-nummer {CvrOfAarhus}.",
            await browser.ReadAsync(PortalUrls.SignInUnknown), StringComparison.Ordinal);
        Assert.Contains(Portal.Log.Lines, l => l.Text.StartsWith("Sign-in refused: IssuerNotTrusted;", StringComparison.Ordinal));
        Assert.DoesNotContain((await FindAsync(Aarhus, anne.PersonId))!.Identifiers, i => i.Kind == PersonIdentifierKind.Subject);
    }

    [Theory]
    [InlineData(IdentityMismatch.OtherUuid)]
    [InlineData(IdentityMismatch.OtherSubject)]
    [InlineData(IdentityMismatch.OtherRid)]
    [InlineData(IdentityMismatch.LeftPerson)]
    public async Task SignInThatFitsAPersonOnlyPartly_LeadsToTheWaitingPageAndIsAQuestionAtOnce(IdentityMismatch mismatch)
    {
        const string rid = "40000778";
        var birthe = await AddAsync(APerson().WithRid(DemonstrationPortal.NewRid()).LocalAdministrator());
        var saved = Assert.IsType<PersonOutcome.Saved>(await Portal.Services.GetRequiredService<PersonService>().SaveAsync(
            birthe, new() { Typed = new() { Name = "Anne Holm", Email = "anne@aarhus.example", Rid = rid, ProfessionalUuid = Uuid } },
            CancellationToken)).Person;
        (string, string)[] claims = [("sub", "anne"), ("name", "Anne Holm"), (CvrClaim, CvrOfAarhus), (RidClaim, rid), (UuidClaim, Uuid)];
        switch (mismatch)
        {
            case IdentityMismatch.OtherUuid:
                claims[^1] = (UuidClaim, OtherUuid);
                break;
            case IdentityMismatch.OtherSubject:
                using (await SignInAsync(PortalUrls.Contacts, claims))
                    claims[0] = ("sub", "bent");
                break;
            case IdentityMismatch.OtherRid:
                await AddAsync(APerson().WithRid("40000779"));
                claims[^2] = (RidClaim, "40000779");
                break;
            case IdentityMismatch.LeftPerson:
                await Portal.Services.GetRequiredService<PersonService>().MarkLeftAsync(birthe, saved.Id, CancellationToken);
                break;
        }

        using var browser = await SignInAsync(PortalUrls.SignInUnknown, claims);
        var page = await browser.ReadAsync(PortalUrls.SignInUnknown);
        Assert.Contains("<h1>Dit login skal bekræftes</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Dit login passer ikke med det, der står om dig i brugerkataloget", page, StringComparison.Ordinal);
        Assert.Contains(Waiting, page, StringComparison.Ordinal);
        var question = Assert.Single(await OpenRequestsAsync(Aarhus));
        Assert.Equal(
            (AccessRequestKind.IdentityQuestion, mismatch, saved.Id), (question.Kind, question.Reason!.Value, question.CandidateId!.Value));
        Assert.False(await browser.IsSignedInAsync());

        Assert.IsType<AccessOutcome.Admitted>(await Requests.AnswerSamePersonAsync(birthe, question.Id, CancellationToken));
        await SignInAsync(browser, PortalUrls.Contacts, claims);
    }

    [Fact]
    public async Task KnownPerson_SignsInForAnotherMunicipality_IsNotLetIntoTheOldOne()
    {
        var anne = await AddAsync(APerson().Named("Anne Holm").WithRid("40000780"));
        using var before = await SignInAsync(PortalUrls.Contacts, ("sub", "anne"), (CvrClaim, CvrOfAarhus), (RidClaim, "40000780"));
        await SignInAsync(
            before, PortalUrls.SignInUnknown, ("sub", "anne"), ("name", "Anne Holm"), (CvrClaim, CvrOfRoskilde), (RidClaim, "40000780"));
        Assert.Contains("Du er logget ind for Roskilde", await before.ReadAsync(PortalUrls.SignInUnknown), StringComparison.Ordinal);
        Assert.False(await before.IsSignedInAsync());
        Assert.Empty(await OpenRequestsAsync(Roskilde));
        Assert.NotNull(await FindAsync(Aarhus, anne.PersonId));
    }

    [Fact]
    public async Task PendingCookie_InEveryRequest_OpensNoPageAndNoCircuit()
    {
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Pia);
        string[] paths =
        [
            PortalUrls.Contacts, PortalUrls.Deliveries, PortalUrls.Rights, PortalUrls.Persons, PortalUrls.Municipalities,
            PortalUrls.Systems, PortalUrls.AgencyContacts, PortalUrls.Coverage,
        ];
        foreach (var path in paths)
        {
            using var page = await browser.GetAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, PortalUrls.SignIn), (page.StatusCode, page.Headers.Location?.AbsolutePath));
        }

        var waiting = await browser.Http.GetStringAsync(PortalUrls.SignInUnknown, CancellationToken);
        Assert.DoesNotContain("<!--Blazor:", waiting, StringComparison.Ordinal);
        await using var circuit = browser.CreateCircuitClient();
        await circuit.StartAsync(PortalUrls.Contacts, waiting);
        Assert.Null(circuit.Secret);
        using var goesOn = await browser.Http.PostAsync(PortalUrls.KeepAlive, null, CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, goesOn.StatusCode);
    }

    [Fact]
    public async Task ResponseThatFailsAfterItsToken_BindsAndAsksNothing()
    {
        var anne = await AddAsync(APerson().WithRid("40000781"));
        await SetSignInAsync(("sub", "anne"), (CvrClaim, CvrOfAarhus), (RidClaim, "40000781"));
        using var browser = new PortalClient(Portal);
        var callback = await FollowAsync(browser, PortalUrls.SignInStart, at => at.AbsolutePath == PortalUrls.SignInCallback);
        foreach (var nonce in browser.Cookies.GetAllCookies().Where(c => c.Name.Contains("Nonce", StringComparison.Ordinal)))
            nonce.Expired = true;
        Assert.Equal(PortalUrls.SignInFailed, (await FollowAsync(browser, callback.AbsoluteUri)).AbsolutePath);
        Assert.Contains(Portal.Log.Lines, l => l.Text.StartsWith("Sign-in at the provider failed:", StringComparison.Ordinal));
        var person = (await FindAsync(Aarhus, anne.PersonId))!;
        Assert.Null(person.LastSignInAt);
        Assert.DoesNotContain(person.Identifiers, i => i.Kind == PersonIdentifierKind.Subject);
        Assert.False(await browser.IsSignedInAsync());

        // The same sign-in with its nonce does.
        await SignInAsync(browser, PortalUrls.Contacts, ("sub", "anne"), (CvrClaim, CvrOfAarhus), (RidClaim, "40000781"));
        Assert.Contains((await FindAsync(Aarhus, anne.PersonId))!.Identifiers, i => i.Kind == PersonIdentifierKind.Subject);
    }

    private static string Details(string page) => string.Join(
        '|', System.Text.RegularExpressions.Regex.Matches(page, "<dd[^>]*>(.*?)</dd>").Select(m => m.Groups[1].Value));
}
