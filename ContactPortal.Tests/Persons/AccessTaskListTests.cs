using System.Collections.Immutable;
using Bunit;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Persons;

/// <summary>The tasks "Anmodninger om adgang": each answer, and what is shown of both sides of an identity question (P2, P3).</summary>
public sealed class AccessTaskListTests() : PersonComponentTest(services => services.AddSingleton(Options.Create(new IssuerOptions
{
    Issuers =
    [
        new() { Issuer = Issuer, Organisations = [Aarhus.Value], DirectoryIdClaim = "oid" }, new() { Issuer = "https://other.example" },
    ],
})))
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";
    private const string OtherUuid = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    private static readonly ExternalIdentity Pia = AnIdentity("pia", "Pia Lind");

    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddAdministratorAsync("Birthe Lund");
    }

    [Fact]
    public async Task Request_Shown_SaysWhoAsksWithWhatAndWithWhichButtons()
    {
        await AskAsync(Pia with { Rid = Rid.Parse("44444444"), ProfessionalUuid = new(Uuid) });
        var list = await ListAsync();
        Assert.Equal("1", list.Find("h2 .count").TextContent);
        Assert.Contains(
            "Pia Lind er logget ind, men er ikke oprettet i brugerkataloget, og beder om at blive oprettet.", TextOf(list), StringComparison.Ordinal);
        Assert.Equal($"Navn: Pia Lind · Email: pia@aarhus.example · RID: 44444444 · UUID: {Uuid}", Side(list, "Loginnet"));
        Assert.Contains(Issuer, TextOf(list), StringComparison.Ordinal);
        Assert.Equal(["Opret Pia Lind", "Ret oplysningerne først", "Afvis Pia Lind"], Buttons(list));
    }

    [Fact]
    public async Task Request_Admitted_AddsThePersonAndSaysSo()
    {
        await AskAsync(Pia);
        var list = await ListAsync();
        await PressAsync(list, "Opret Pia Lind");
        WaitForText(list, "Pia Lind er oprettet og kan logge ind nu.");
        Assert.Contains("notice-success", list.Find("#anmodninger-751-besked").ClassName, StringComparison.Ordinal);
        list.WaitForAssertion(() => Assert.Equal(
            "anmodninger-751-besked", JSInterop.VerifyInvoke("portal.focus").Arguments[0]));
        Assert.Equal("pia@aarhus.example", (await EntryAsync(birthe, "Pia Lind")).Values.Email);
        await ShowNewestAsync(list);
        Assert.Empty(list.FindAll("li"));
        Assert.Contains("Pia Lind er oprettet", TextOf(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_Refused_NeedsAReasonAndSaysSo()
    {
        await AskAsync(Pia);
        var list = await ListAsync();
        await PressAsync(list, "Afvis Pia Lind");
        Assert.Equal("Hvorfor afvises anmodningen? Pia Lind får svaret at se.", list.Find("form.reason label").TextContent);
        await SubmitAsync(list, "form.reason");
        Assert.Equal("Skriv en begrundelse på højst 500 tegn.", list.Find("form.reason .field-error").TextContent);
        Assert.Null((await Requests.NewestAsync(Pia, CancellationToken))!.AnsweredAt);
        await InputAsync(list, "form.reason input", "Arbejder ikke her");
        await SubmitAsync(list, "form.reason");
        WaitForText(list, "Anmodningen fra Pia Lind er afvist.");
        Assert.Equal("Arbejder ikke her", (await Requests.NewestAsync(Pia, CancellationToken))!.RefusedBecause);
        Assert.DoesNotContain(await People.AllAsync(birthe, CancellationToken), p => p.Values.Name == "Pia Lind");
    }

    [Fact]
    public async Task ReasonThatCanNotBeMailed_Given_IsNotAnAnswer()
    {
        await AskAsync(Pia);
        var list = await ListAsync();
        await PressAsync(list, "Afvis Pia Lind");
        await InputAsync(list, "form.reason input", "ring\u0007");
        await SubmitAsync(list, "form.reason");
        WaitForText(list, "Skriv en begrundelse på højst 500 tegn.");
        Assert.Contains("notice-warning", list.Find("#anmodninger-751-besked").ClassName, StringComparison.Ordinal);
        Assert.Null((await Requests.NewestAsync(Pia, CancellationToken))!.AnsweredAt);
    }

    [Fact]
    public async Task Request_CorrectedFirst_AddsThePersonWithTheCorrections()
    {
        await AskAsync(Pia);
        var list = await ListAsync();
        await PressAsync(list, "Ret oplysningerne først");
        var form = list.Find("form.correction");
        Assert.Equal("Ret oplysningerne, og opret derefter Pia Lind", form.GetAttribute("aria-label"));
        Assert.DoesNotContain("Ret oplysningerne først", Buttons(list));
        Assert.Equal("Pia Lind", Field(list, "name").GetAttribute("value"));
        await InputAsync(list, FieldOf("name"), "Pia Lindholm");
        await InputAsync(list, FieldOf("rid"), "44444444");

        // Enter in a field of several submits only a form that has a submit button.
        var add = Button(list, "Opret Pia Lind");
        Assert.Equal(("submit", list.Find("form.correction").Id), (add.GetAttribute("type"), add.GetAttribute("form")));
        await SubmitAsync(list, "form.correction");
        WaitForText(list, "Pia Lindholm er oprettet og kan logge ind nu.");
        Assert.Equal("44444444", (await EntryAsync(birthe, "Pia Lindholm")).Values.Rid);
    }

    [Fact]
    public async Task InvalidValues_Admitted_AreShownForCorrectionWithTheirMessages()
    {
        await AddActorAsync(APerson().Named("Ali Khan").WithRid("44444445"));
        await AskAsync(Pia with { Name = "", Rid = Rid.Parse("44444444") });
        var list = await ListAsync();
        Assert.Contains("En medarbejder uden navn er logget ind", TextOf(list), StringComparison.Ordinal);
        Assert.StartsWith("Navn: (ukendt) ", Side(list, "Loginnet"), StringComparison.Ordinal);
        await PressAsync(list, "Opret En medarbejder uden navn");
        list.WaitForElement("form.correction");
        var name = Field(list, "name");
        Assert.Equal("true", name.GetAttribute("aria-invalid"));
        Assert.Equal("Skriv medarbejderens navn.", list.Find($"#{name.GetAttribute("aria-describedby")}").TextContent);
        Assert.Empty(list.FindAll("#anmodninger-751-besked"));

        await InputAsync(list, FieldOf("name"), "Pia Lind");
        Assert.Empty(list.FindAll("[aria-invalid]"));
        await InputAsync(list, FieldOf("rid"), "44444445");
        await SubmitAsync(list, "form.correction");
        list.WaitForAssertion(() => Assert.Equal(
            "Ali Khan har dette RID. Et RID kan kun tilhøre én medarbejder.", list.Find("form.correction .field-error").TextContent));
        await InputAsync(list, FieldOf("rid"), "");
        await SubmitAsync(list, "form.correction");
        WaitForText(list, "Pia Lind er oprettet og kan logge ind nu.");
    }

    [Fact]
    public async Task TwoAdministrators_AnswerTheSame_TheSecondReadsWhoHasAnswered()
    {
        var bo = await AddAdministratorAsync("Bo Friis");
        var request = await AskAsync(Pia);
        var list = await ListAsync();
        await Requests.RefuseAsync(bo, request, "Nej", CancellationToken);
        await PressAsync(list, "Opret Pia Lind");
        WaitForText(list, "Bo Friis har allerede svaret på anmodningen fra Pia Lind.");
        Assert.Contains("notice-warning", list.Find("#anmodninger-751-besked").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormerAdministrator_Answers_IsRefused()
    {
        await AskAsync(Pia);
        var list = await ListAsync(AnActor().As(Role.LocalAdministrator));
        await PressAsync(list, "Opret Pia Lind");
        WaitForText(list, "Anmodningen findes ikke længere, eller du kan ikke længere svare på den.");
        Assert.Null((await Requests.NewestAsync(Pia, CancellationToken))!.AnsweredAt);
    }

    [Theory]
    [InlineData(
        IdentityMismatch.OtherUuid, "Loginnet har samme RID som Anne Holm, men et andet UUID. RID'et kan være givet til en ny medarbejder.")]
    [InlineData(IdentityMismatch.OtherRid, "Loginnet har samme UUID som Anne Holm, men en anden medarbejders RID.")]
    [InlineData(IdentityMismatch.OtherSubject, "Loginnet passer til Anne Holm, men er et andet login end det, Anne Holm har brugt før.")]
    [InlineData(IdentityMismatch.OtherIssuer, "Loginnet passer til Anne Holm, men kommer fra en anden loginudsteder end før.")]
    [InlineData(IdentityMismatch.LeftPerson, "Loginnet passer til Anne Holm, der er markeret som fratrådt.")]
    [InlineData(
        IdentityMismatch.OtherDirectoryId,
        "Loginnet har samme RID eller UUID som Anne Holm, men hører i kommunens brugersystem til en anden medarbejder.")]
    [InlineData(
        IdentityMismatch.SameDirectoryId,
        "Loginnet hører i kommunens brugersystem til Anne Holm, men har et andet RID eller UUID end det, der er kendt.")]
    public async Task IdentityQuestion_OfEachKind_ShowsBothSidesAndSaysWhatDiffers(IdentityMismatch mismatch, string text)
    {
        await QuestionAsync(mismatch);
        var list = await ListAsync();
        Assert.Contains($"Er det samme person? {text}", list.Find("li p").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Navn: Anne Holm Ny ", Side(list, "Loginnet"), StringComparison.Ordinal);
        Assert.StartsWith("Navn: Anne Holm · ", Side(list, "I brugerkataloget"), StringComparison.Ordinal);
        Assert.Equal(["Samme person", "En anden person", "Ret oplysningerne først", "Afvis Anne Holm Ny"], Buttons(list));
        var same = Button(list, "Samme person");
        Assert.Equal("Anne Holm Ny", list.Find($"#{same.GetAttribute("aria-describedby")}").TextContent);
    }

    [Fact]
    public async Task SamePerson_Answered_BindsTheSignInToThatPerson()
    {
        var asked = await QuestionAsync(IdentityMismatch.OtherUuid);
        var anne = await EntryAsync(birthe, "Anne Holm");
        var list = await ListAsync();
        await PressAsync(list, "Samme person");
        WaitForText(list, "Anne Holm er genkendt og kan logge ind nu.");
        Assert.Equal(
            new SignInMatch.Matched(anne.Id, Aarhus),
            await Services.GetRequiredService<SignInMatcher>().MatchAsync(asked, CancellationToken));
        Assert.Equal(OtherUuid, (await EntryAsync(birthe, "Anne Holm")).Values.ProfessionalUuid);
    }

    [Fact]
    public async Task AnotherPerson_Answered_AddsOneWhoHasTheRidFromNowOn()
    {
        await QuestionAsync(IdentityMismatch.OtherUuid);
        var list = await ListAsync();
        await PressAsync(list, "En anden person");
        WaitForText(list, "Anne Holm Ny er oprettet og kan logge ind nu.");
        Assert.Equal("44444444", (await EntryAsync(birthe, "Anne Holm Ny")).Values.Rid);
        Assert.Equal("", (await EntryAsync(birthe, "Anne Holm")).Values.Rid);
    }

    [Fact]
    public async Task AnotherPerson_CorrectedFirst_IsAddedWithTheCorrections()
    {
        await QuestionAsync(IdentityMismatch.OtherUuid);
        var list = await ListAsync();
        await PressAsync(list, "Ret oplysningerne først");
        await InputAsync(list, FieldOf("name"), "Anna Nyansat");
        await SubmitAsync(list, "form.correction");
        WaitForText(list, "Anna Nyansat er oprettet og kan logge ind nu.");
        Assert.Equal("44444444", (await EntryAsync(birthe, "Anna Nyansat")).Values.Rid);
    }

    [Fact]
    public void NoRequest_ShowsNothing() =>
        Assert.Equal("", Render<AccessTaskList>(l => l
            .Add(t => t.Actor, birthe).Add(t => t.Tasks, []).Add(t => t.Heading, "Anmodninger")).Markup.Trim());

    /// <summary>Lets a sign-in ask that matches Anne Holm only partly.</summary>
    private async Task<ExternalIdentity> QuestionAsync(IdentityMismatch mismatch)
    {
        var anne = await SavePersonAsync(birthe, new()
        {
            Typed = new() { Name = "Anne Holm", Email = "anne@aarhus.example", Rid = "44444444", ProfessionalUuid = Uuid },
        });
        var asks = AnIdentity("ny", "Anne Holm Ny") with { Rid = Rid.Parse("44444444"), ProfessionalUuid = new(Uuid) };
        switch (mismatch)
        {
            case IdentityMismatch.OtherUuid:
                asks = asks with { ProfessionalUuid = new(OtherUuid) };
                break;
            case IdentityMismatch.OtherRid:
                await AddActorAsync(APerson().Named("Bo Friis").WithRid("55555555"));
                asks = asks with { Rid = Rid.Parse("55555555") };
                break;
            case IdentityMismatch.OtherSubject or IdentityMismatch.OtherIssuer:
                var issuer = mismatch == IdentityMismatch.OtherIssuer ? "https://other.example" : Issuer;
                var before = asks with { Subject = "før", Issuer = issuer };
                Assert.True(await Services.GetRequiredService<SignInMatcher>().BindAsync(before, new(anne.Id, Aarhus), CancellationToken));
                break;
            case IdentityMismatch.OtherDirectoryId or IdentityMismatch.SameDirectoryId:
                const string directoryId = "anne-id";
                Assert.IsType<ProvisioningOutcome.Stored>(await Services.GetRequiredService<ProvisioningService>().CreateAsync(
                    ProvisioningTestExtensions.SourceOf(Aarhus),
                    new(
                        new() { UserName = anne.Values.Email, ExternalId = directoryId, DisplayName = "Anne Holm", Rid = anne.Values.Rid },
                        Active: true),
                    CancellationToken));
                asks = mismatch == IdentityMismatch.OtherDirectoryId
                    ? asks with { DirectoryId = "another-id" }
                    : asks with { DirectoryId = directoryId, Rid = Rid.Parse("66666666"), ProfessionalUuid = new(OtherUuid) };
                break;
            case IdentityMismatch.LeftPerson:
                await SavePersonAsync(birthe, PersonDraft.Of(anne).With(PersonField.HasLeft, ticked: true));
                break;
        }

        await AskAsync(asks);
        Assert.Equal(mismatch, (await Requests.NewestAsync(asks, CancellationToken))!.Reason);
        return asks;
    }

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<AccessTaskList> list, string field) =>
        list.Find(FieldOf(field));

    private static string FieldOf(string field) => $"form.correction input[id$=person-{field}]";

    private static string Side(IRenderedComponent<AccessTaskList> list, string heading) =>
        list.FindAll("dl.sides > div").Single(d => d.QuerySelector("dt")!.TextContent == heading).QuerySelector("dd")!.TextContent;

    private async Task<ImmutableArray<AccessTask>> TasksAsync() =>
        (await Services.GetRequiredService<ISnapshotLoader>().LoadAsync(Aarhus, CancellationToken)).Persons.Requests;

    private async Task<IRenderedComponent<AccessTaskList>> ListAsync(Actor? actor = null)
    {
        var tasks = await TasksAsync();
        return Render<AccessTaskList>(l => l
            .Add(t => t.Actor, actor ?? birthe).Add(t => t.Tasks, tasks).Add(t => t.Heading, "Anmodninger om adgang"));
    }

    private async Task ShowNewestAsync(IRenderedComponent<AccessTaskList> list)
    {
        var tasks = await TasksAsync();
        list.Render(l => l.Add(t => t.Tasks, tasks));
    }
}
