using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Contacts;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Imports;

namespace ContactPortal.Tests.Persons;

/// <summary>Look-alikes and foreign domains at the entry points of the directory: Brugerkatalog, files, requests and invitations.</summary>
public sealed class PersonQuestionTests
{
    private const string Mixed = "\u0410nne Holm";
    private static readonly PersonValidationError MixedWord = new(PersonField.Name, PersonError.NameMixesScripts, "\u0410nne");
    private static readonly PersonDraft NewPerson = new() { Typed = PersonServiceTests.NewPerson.Typed with { Name = Mixed } };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NameOfSeveralScripts_InBrugerkatalog_IsAskedAbout_SavedWithYes_AndCanBeUndoneTo()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var birthe = await portal.AddAdministratorAsync();
        var panel = new PersonPanelState(birthe, portal.Get<PersonService>());
        foreach (var field in new[] { PersonField.Name, PersonField.Email, PersonField.Rid })
            panel.Type(field, NewPerson.Typed[field]);

        var asked = Assert.IsType<PersonOutcome.Invalid>(await panel.SaveAsync(CancellationToken));

        Assert.Equal([MixedWord], asked.Errors);
        Assert.IsType<PersonNotice.NeedsConfirmation>(panel.Notice);
        var anne = Assert.IsType<PersonOutcome.Saved>(await panel.ConfirmAsync(CancellationToken)).Person;
        Assert.Equal(Mixed, anne.Values.Name);
        var renamed = (await portal.SavedPersonAsync(birthe, PersonDraft.Of(anne).With(PersonField.Name, "Anne Holm"))).Person;
        Assert.IsType<PersonOutcome.Saved>(
            await portal.Get<PersonService>().UndoAsync(birthe, new(anne.Id, renamed.Version, Guid.NewGuid()), CancellationToken));
    }

    [Fact]
    public void NameOfSeveralScripts_InAFile_IsSkippedWithTheWord()
    {
        var plan = PersonImportPlanner.Plan(
            ImportTestFile.Persons("RID;Navn;Email", $"10000055;{Mixed};ny@a.example", "10000056;An\u200bne;ny@a.example"),
            [], missingHaveLeft: false, Guid.NewGuid());
        Assert.Equal(
            [MixedWord, new(PersonField.Name, PersonError.NameNotPlain, "An\u200b")], plan.Skipped.Select(skip => skip.Error));
    }

    [Fact]
    public void AddressOfADomainThatIsNotConfigured_InAFile_IsSkippedWithTheDomains()
    {
        var plan = PersonImportPlanner.Plan(
            ImportTestFile.Persons("RID;Navn;Email", "10000055;Anne;anne@privat.example", "10000056;Bo;bo@kommune.example"),
            [], missingHaveLeft: false, Guid.NewGuid(), ContactQuestionTests.Limited().Value, Aarhus);
        Assert.Equal(PersonError.EmailDomainRefused, Assert.Single(plan.Skipped).Error?.Error);
        Assert.Single(plan.Steps);
    }

    [Fact]
    public async Task AddressOfADomainThatIsNotConfigured_InBrugerkatalogAndInvitation_IsRefused()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var (birthe, jens) = (await portal.AddAdministratorAsync(), await portal.AddAgencyPersonAsync());
        var persons = new PersonService(portal.Store, Outbox.Disabled, portal.Clock, ContactQuestionTests.Limited());
        var draft = PersonServiceTests.NewPerson with { SaveId = Guid.NewGuid() };
        PersonValidationError refused = new(PersonField.Email, PersonError.EmailDomainRefused, "kommune.example, rødovre.example");

        var outcome = await persons.SaveAsync(birthe, draft.With(PersonField.Email, "anne@privat.example"), CancellationToken);

        Assert.Equal([refused], Assert.IsType<PersonOutcome.Invalid>(outcome).Errors);
        Assert.IsType<PersonOutcome.Saved>(await persons.SaveAsync(birthe, draft, CancellationToken));
        var invitations = new InvitationService(
            portal.Store, portal.Get<SignInMatcher>(), Outbox.Disabled, portal.Clock, ContactQuestionTests.Limited());
        Assert.Equal(
            refused,
            Assert.IsType<InviteOutcome.EmailWrong>(
                await invitations.InviteAsync(jens, Aarhus, "pia@privat.example", CancellationToken)).Error);
    }

    [Theory]
    [InlineData("pi\u200ba@kommune.example", PersonError.EmailNotPlain)]
    [InlineData("pi\u0430@kommune.example", PersonError.EmailLookAlike)]
    [InlineData("pia", PersonError.EmailMalformed)]
    public async Task LookAlikeAddress_Invited_IsRefusedWithWords(string email, PersonError error)
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var jens = await portal.AddAgencyPersonAsync();
        var wrong = Assert.IsType<InviteOutcome.EmailWrong>(
            await portal.Get<InvitationService>().InviteAsync(jens, Aarhus, email, CancellationToken));
        Assert.Equal(error, wrong.Error.Error);
        Assert.NotEmpty(InvitationPanel.TextOf(wrong));
    }

    [Fact]
    public async Task RequestOfAMixedName_Admitted_IsAskedAboutOnce_AndATypedOneRefused()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var birthe = await portal.AddAdministratorAsync();
        var service = portal.Get<AccessRequestService>();
        var pia = new ExternalIdentity("https://login.example", "pia")
        {
            Cvr = "55133018", Organisation = Aarhus, Name = $"\u202e{Mixed}\u200b", Email = "pi\u0430@kommune.example",
        };
        var request = Assert.IsType<AskOutcome.Asked>(await service.AskAsync(pia, CancellationToken)).RequestId;

        Assert.Equal(
            [MixedWord],
            Assert.IsType<AccessOutcome.Invalid>(await service.AdmitAsync(birthe, request, null, CancellationToken)).Errors);

        var typed = new PersonValues { Name = "Pi\u0430 Lind" };
        Assert.IsType<AccessOutcome.Invalid>(await service.AdmitAsync(birthe, request, typed, CancellationToken));
        var admitted = Assert.IsType<AccessOutcome.Admitted>(
            await service.AdmitAsync(birthe, request, typed with { Name = Mixed }, CancellationToken));
        Assert.Equal((Mixed, ""), (admitted.Person.Values.Name, admitted.Person.Values.Email));
    }
}
