using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Contacts;

/// <summary>What is asked before a contact is saved: an address of a foreign domain, and letters of several scripts in one word.</summary>
public sealed class ContactQuestionTests
{
    private const string Mixed = "\u0410nne Holm";
    private const string Foreign = "anne@privat.example";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task AddressOfADomainThatNobodyHas_IsAskedAbout_AndMarkedForColleagues(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        Assert.False((await portal.LoadSnapshotAsync(Aarhus)).Find(contact.Id)!.HasForeignDomain);
        var draft = ContactDraft.Of(contact).With(ContactField.Email, Foreign);

        var asked = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Invalid>();

        Assert.Equal([new(ContactField.Email, ContactError.EmailDomainUnknown, "privat.example")], asked.Errors);
        Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));
        var saved = (await portal.SaveAsync(AnActor(), draft with { Confirmed = true })).Is<SaveOutcome.Saved>().Contact;
        Assert.Equal(Foreign, saved.Values.Email);
        Assert.True((await portal.LoadSnapshotAsync(Aarhus)).Find(contact.Id)!.HasForeignDomain);

        // Nobody is asked again about what is saved, and the mark goes when a person of the municipality has the domain.
        (await portal.SaveAsync(AnActor(), ContactDraft.Of(saved).With(ContactField.Mobile, "28123456"))).Is<SaveOutcome.Saved>();
        await portal.AddAsync((Person)APerson().WithEmail("bo@PRIVAT.example"));
        Assert.False((await portal.LoadSnapshotAsync(Aarhus)).Find(contact.Id)!.HasForeignDomain);
    }

    [Theory, EveryDatabase]
    public async Task AddressOfADomainOfAnotherMunicipalityOrOfSomebodyWhoLeft_IsAskedAbout(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        await portal.AddAsync((Person)APerson().In(Roskilde).WithEmail("bo@roskilde.example"));
        Person gone = APerson().WithEmail("bo@gone.example");
        await portal.AddAsync(gone);
        await portal.MarkLeftAsync(await portal.AddAdministratorAsync(), gone.Id);
        foreach (var email in new[] { "anne@roskilde.example", "anne@gone.example", "anne@vildkommune.example" })
        {
            var draft = ContactDraft.Of(contact).With(ContactField.Email, email);
            Assert.Equal(
                ContactError.EmailDomainUnknown,
                Assert.Single((await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Invalid>().Errors).Error);
        }
    }

    [Fact]
    public async Task ConfiguredDomains_RefuseOthersWithTheirNames_AlsoWhenConfirmed()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var contact = await portal.AddAsync(AContact());
        var service = new ContactService(portal.Store, Outbox.Disabled, portal.Clock, Limited());
        async Task<SaveOutcome> SaveAsync(string email) => await service.SaveAsync(
            AnActor(), ContactDraft.Of(contact).With(ContactField.Email, email) with { Confirmed = true }, CancellationToken);

        Assert.Equal(
            [new(ContactField.Email, ContactError.EmailDomainRefused, "kommune.example, rødovre.example")],
            (await SaveAsync(Foreign)).Is<SaveOutcome.Invalid>().Errors);
        (await SaveAsync("anne@vildkommune.example")).Is<SaveOutcome.Invalid>();
        (await SaveAsync("anne@jobcenter.xn--rdovre-bya.example")).Is<SaveOutcome.Saved>();
    }

    [Fact]
    public void ConfiguredDomains_ThatAreNone_AreNamedAtTheStart()
    {
        var options = new OrganisationOptions { ByCode = { [102] = new(), [751] = new() { EmailDomains = ["@aarhus.dk", "aarhus.dk"] } } };
        Assert.Equal(
            [
                "Organisations:102: no municipality has that code.",
                "Organisations:751:EmailDomains has \"@aarhus.dk\": it should be a domain, such as kommune.dk.",
            ],
            options.FindFaults());
    }

    [Fact]
    public async Task NameOfSeveralScripts_IsAskedAboutOnThePanel_AndSavedWithYes()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var contact = await portal.AddAsync(AContact());
        var editing = new EditPanelState(AnActor(), portal.ContactService, portal.Directory);
        editing.Receive(await portal.LoadSnapshotAsync(Aarhus));
        editing.Begin(contact);
        editing.Type(ContactField.Name, Mixed);

        await editing.SaveAsync(CancellationToken);

        Assert.Equal([new(ContactField.Name, ContactError.NameMixesScripts, "\u0410nne")], editing.Errors);
        Assert.IsType<EditNotice.NeedsConfirmation>(editing.Notice);
        Assert.Equal(Mixed, editing.Draft.Typed.Name);
        (await editing.ConfirmAsync(CancellationToken))!.Is<SaveOutcome.Saved>();

        // Typing another name takes the answer back.
        var confirmed = new ContactDraft { Confirmed = true };
        Assert.False(confirmed.With(ContactField.Name, "Anne").Confirmed);
        Assert.True(confirmed.With(ContactField.Mobile, "28123456").Confirmed);
    }

    [Fact]
    public async Task QuestionBesideAnError_IsNotAnsweredYet()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var contact = await portal.AddAsync(AContact());
        var editing = new EditPanelState(AnActor(), portal.ContactService, portal.Directory);
        editing.Receive(await portal.LoadSnapshotAsync(Aarhus));
        editing.Begin(contact);
        editing.Type(ContactField.Name, Mixed);
        editing.Type(ContactField.Mobile, "12");
        await editing.SaveAsync(CancellationToken);
        Assert.Equal([ContactError.NameMixesScripts, ContactError.NumberIsExtension], editing.Errors.Select(e => e.Error));
        Assert.Null(editing.Notice);
    }

    internal static IOptions<OrganisationOptions> Limited() => Options.Create(new OrganisationOptions
    {
        ByCode = { [Aarhus.Value] = new() { EmailDomains = ["kommune.example", "rødovre.example"] } },
    });
}
