using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Builders;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Contacts;

/// <summary>The state of the edit panel (Valg), without markup and browser (K5, K6, K10, K12-K16).</summary>
public sealed class EditPanelStateTests : IAsyncLifetime
{
    private static readonly Actor Mette = AnActor().Named("Mette Holm");
    private static readonly Actor Ali = AnActor().Named("Ali Khan");

    private PortalUnderTest portal = null!;
    private BlockingDbContextFactory contexts = null!;
    private EditPanelState editing = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        contexts = new(portal);
        editing = new(Mette, new ContactService(contexts.Store, Outbox.Disabled, portal.Clock), new PersonDirectory(contexts.Store));
        await RefreshAsync();
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task AnothersSave_Received_UpdatesTheUntouchedFieldAndNamesWhoSaved()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        await AliSavesAsync(contact, ContactField.Phone, "33663366");
        Assert.Equal(("33 66 33 66", "min@kommune.example"), (editing.Draft.Typed.Phone, editing.Draft.Typed.Email));
        Assert.Equal([ContactField.Phone], editing.UpdatedByOthers);
        var flowed = Assert.IsType<EditNotice.UpdatedByOthers>(editing.Notice);
        Assert.Equal(("Ali Khan", ContactField.Phone), (flowed.By, Assert.Single(flowed.Fields)));
        editing.Type(ContactField.Phone, "33663367");
        Assert.Empty(editing.UpdatedByOthers);
    }

    [Fact]
    public async Task AnothersSave_ReceivedWithNothingTyped_IsMarkedWithoutANotice()
    {
        var contact = await EditedAsync(AContact());
        await AliSavesAsync(contact, ContactField.Phone, "33663366");
        Assert.Equal([ContactField.Phone], editing.UpdatedByOthers);
        Assert.Null(editing.Notice);
        Assert.False(editing.Draft.IsDirty);
    }

    [Fact]
    public async Task Contact_ChosenFromARowThatIsBehind_IsEditedAsItIsNow()
    {
        var behind = await EditedAsync(AContact());
        await AliSavesAsync(behind, ContactField.Phone, "33663366");
        editing.Begin(behind);
        Assert.Equal(("33 66 33 66", false), (editing.Draft.Typed.Phone, editing.Draft.IsDirty));
    }

    [Fact]
    public async Task SameFieldChangedByBoth_Left_SavesMineKnowingly()
    {
        var contact = await ConflictAsync();
        var overtaken = await editing.SaveAsync(CancellationToken);
        Assert.IsType<SaveOutcome.Conflict>(overtaken);
        Assert.IsType<EditNotice.Conflict>(editing.Notice);
        Assert.Equal("min@kommune.example", editing.Draft.Typed.Email);

        editing.Decide(Assert.Single(editing.Draft.Conflicts), take: false);
        (await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.Saved>();
        Assert.Equal("min@kommune.example", (await NowAsync(contact)).Values.Email);
    }

    [Fact]
    public async Task SameFieldChangedByBoth_Taken_IsTheirsAndNothingToSave()
    {
        await ConflictAsync();
        editing.Decide(Assert.Single(editing.Draft.Conflicts), take: true);
        Assert.Equal("deres@kommune.example", editing.Draft.Typed.Email);
        Assert.Empty(editing.Draft.Conflicts);
        Assert.False(editing.Draft.IsDirty);
    }

    [Fact]
    public async Task SaveInConflictBeforeTheSnapshotArrived_Answered_ShowsTheOthersValue()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        await portal.SavedAsync(Ali, ContactDraft.Of(contact).With(ContactField.Email, "deres@kommune.example"));
        (await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.Conflict>();
        Assert.Equal(
            ("deres@kommune.example", "min@kommune.example"), (Assert.Single(editing.Draft.Conflicts).Theirs, editing.Draft.Typed.Email));
    }

    [Fact]
    public async Task DifferentFields_SavedByBoth_MergeAndSaySo()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        await portal.SavedAsync(Ali, ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));
        var saved = (await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.Saved>();
        Assert.Equal((ContactField.Phone, ContactField.Email), (Assert.Single(saved.Merged), Assert.Single(saved.Changed)));
        Assert.Equal(("min@kommune.example", "+4533663366"), (saved.Contact.Values.Email, saved.Contact.Values.Phone));
    }

    [Fact]
    public async Task KeptDraft_Restored_HasEveryTypedCharacterAndWhatOthersSavedSince()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, " min@kommune.example ");
        var kept = editing.Draft;
        await portal.SavedAsync(Ali, ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));
        await AnotherPageAsync();

        Assert.True(editing.Restore(kept));

        Assert.Equal((" min@kommune.example ", "33 66 33 66"), (editing.Draft.Typed.Email, editing.Draft.Typed.Phone));
        Assert.Equal((await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.Saved>().Contact, await NowAsync(contact));
    }

    [Fact]
    public async Task KeptDraftOfAnUnchangedContact_Restored_SaysSo()
    {
        await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        var kept = editing.Draft;
        await AnotherPageAsync();
        Assert.True(editing.Restore(kept));
        Assert.IsType<EditNotice.Restored>(editing.Notice);
    }

    [Fact]
    public async Task KeptDraftOfAContactThatOthersSavedSince_Restored_SaysBothThatAndWhatOthersChanged()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        var kept = editing.Draft;
        await portal.SavedAsync(Ali, ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));
        await AnotherPageAsync();
        Assert.True(editing.Restore(kept));
        var since = Assert.IsType<EditNotice.Restored>(editing.Notice).Since;
        Assert.Equal(("Ali Khan", ContactField.Phone), (since!.By, Assert.Single(since.Fields)));

        // The same when the change arrives a moment later.
        await AliSavesAsync(await NowAsync(contact), ContactField.Mobile, "28123456");
        Assert.Equal([ContactField.Mobile], Assert.IsType<EditNotice.Restored>(editing.Notice).Since!.Fields);
    }

    [Fact]
    public async Task KeptDraftWithAnOpenConflict_Restored_AsksAgain()
    {
        await ConflictAsync();

        // The browser stores the fields and the version, not the open conflict.
        var kept = editing.Draft with { Conflicts = [] };
        await AnotherPageAsync();
        Assert.True(editing.Restore(kept));
        Assert.Equal(
            ("deres@kommune.example", "min@kommune.example"), (Assert.Single(editing.Draft.Conflicts).Theirs, editing.Draft.Typed.Email));
    }

    [Fact]
    public async Task KeptDraftWhoseVersionWasForged_Restored_StillReceivesOthersChanges()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        var kept = editing.Draft with { Version = long.MaxValue };
        await AnotherPageAsync();
        editing.Restore(kept);
        await AliSavesAsync(contact, ContactField.Phone, "33663366");
        Assert.Equal("33 66 33 66", editing.Draft.Typed.Phone);
    }

    [Fact]
    public async Task KeptDraftThatWasSavedAfterAll_Restored_IsNothingToGoOnWith()
    {
        await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        var kept = editing.Draft;
        await portal.SavedAsync(Mette, kept);
        await AnotherPageAsync();
        Assert.False(editing.Restore(kept));
        Assert.True(editing.Draft is { IsNew: true, IsDirty: false });
    }

    [Fact]
    public async Task KeptDraftOfAnotherOrganisationsContact_Restored_IsThrownAway()
    {
        var foreign = await portal.AddAsync(AContact().In(Roskilde));
        Assert.False(editing.Restore(ContactDraft.Of(foreign).With(ContactField.Email, "min@kommune.example")));
        Assert.True(editing.Draft is { IsNew: true, IsDirty: false });
        Assert.Null(editing.Notice);
    }

    [Fact]
    public async Task KeptDraftOfANewContact_Restored_GoesOn()
    {
        Person person = APerson();
        await portal.AddAsync(person);
        Assert.True(editing.Restore(ADraftOf(person)));
        (await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.Saved>();
    }

    [Fact]
    public void EmptyDraft_Restored_IsNothingToGoOnWith()
    {
        Assert.False(editing.Restore(new()));
        Assert.Null(editing.Notice);
    }

    [Fact]
    public async Task Gem_PressedWhileASaveIsUnderWay_IsOneChange()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        contexts.Hold();
        var first = editing.SaveAsync(CancellationToken);
        Assert.True(editing.Saving);
        Assert.Null(await editing.SaveAsync(CancellationToken));
        contexts.Release();
        (await first)!.Is<SaveOutcome.Saved>();
        Assert.Null(await editing.SaveAsync(CancellationToken));
        Assert.IsType<EditNotice.Saved>(editing.Notice);
        Assert.Equal(2, (await portal.HistoryAsync(Aarhus)).Count(l => l.Subject == contact.Id));
    }

    [Fact]
    public async Task Fortryd_Pressed_BringsTheFormerStateBack()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        await editing.SaveAsync(CancellationToken);
        var saved = Assert.IsType<EditNotice.Saved>(editing.Notice);
        (await editing.UndoAsync(saved, CancellationToken))!.Is<SaveOutcome.Saved>();
        Assert.IsType<EditNotice.Undone>(editing.Notice);
        Assert.Equal(contact.Values, (await NowAsync(contact)).Values);
    }

    [Fact]
    public async Task Fortryd_AfterSomebodyChangedTheSameField_OffersToLook()
    {
        await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        await editing.SaveAsync(CancellationToken);
        var saved = Assert.IsType<EditNotice.Saved>(editing.Notice);
        var theirs = await portal.SavedAsync(Ali, ContactDraft.Of(saved.Outcome.Contact).With(ContactField.Email, "deres@kommune.example"));
        (await editing.UndoAsync(saved, CancellationToken))!.Is<SaveOutcome.Conflict>();
        Assert.Equal(theirs, Assert.IsType<EditNotice.NotUndone>(editing.Notice).Contact);
    }

    [Fact]
    public async Task Rid_LookedUp_BringsNameAndEmail()
    {
        Person person = APerson().Named("Bo Dam");
        await portal.AddAsync(person);
        editing.Type(ContactField.Rid, person.Rid.Digits);
        await editing.LookUpAsync(CancellationToken);
        Assert.Equal(("Bo Dam", person.Email), (editing.Draft.Typed.Name, editing.Draft.Typed.Email));
    }

    [Fact]
    public async Task Rid_CorrectedAfterALookUp_BringsTheOtherNameAndEmail()
    {
        Person one = APerson(), other = APerson().Named("Bo Dam");
        await portal.AddAsync(one, other);
        foreach (var person in new[] { one, other })
        {
            editing.Type(ContactField.Rid, person.Rid.Digits);
            await editing.LookUpAsync(CancellationToken);
        }

        Assert.Equal(("Bo Dam", other.Email), (editing.Draft.Typed.Name, editing.Draft.Typed.Email));
    }

    [Fact]
    public async Task LookUp_ThatComesLate_OverwritesNothingTyped()
    {
        Person person = APerson().Named("Bo Dam");
        await portal.AddAsync(person);
        editing.Type(ContactField.Rid, person.Rid.Digits);
        contexts.Hold();
        var lookUp = editing.LookUpAsync(CancellationToken);
        editing.Type(ContactField.Name, "Bo Dam-Lund");
        contexts.Release();
        await lookUp;
        Assert.Equal(("Bo Dam-Lund", person.Email), (editing.Draft.Typed.Name, editing.Draft.Typed.Email));
    }

    [Fact]
    public async Task LookUp_ThatComesAfterAnotherRidWasTyped_IsIgnored()
    {
        Person person = APerson().Named("Bo Dam");
        await portal.AddAsync(person);
        editing.Type(ContactField.Rid, person.Rid.Digits);
        contexts.Hold();
        var lookUp = editing.LookUpAsync(CancellationToken);
        editing.Type(ContactField.Rid, "1234");
        contexts.Release();
        await lookUp;
        Assert.Equal(("", ""), (editing.Draft.Typed.Name, editing.Draft.Typed.Email));
        Assert.Empty(editing.Errors);
    }

    [Fact]
    public async Task Gem_PressedBeforeTheLookUpHasAnswered_WaitsForIt()
    {
        Person person = APerson().Named("Bo Dam");
        await portal.AddAsync(person);
        editing.Type(ContactField.Rid, person.Rid.Digits);
        contexts.Hold();
        var lookUp = editing.LookUpAsync(CancellationToken);
        var save = editing.SaveAsync(CancellationToken);
        contexts.Release();
        await lookUp;
        Assert.Equal("Bo Dam", (await save)!.Is<SaveOutcome.Saved>().Contact.Values.Name);
    }

    [Fact]
    public async Task RidThatNobodyHas_LookedUp_NamesTheAdministrators()
    {
        await portal.AddAsync(APerson().Named("Birthe Lund").LocalAdministrator());
        editing.Type(ContactField.Rid, "99999999");
        await editing.LookUpAsync(CancellationToken);
        Assert.Equal([new(ContactField.Rid, ContactError.RidUnknown)], editing.Errors);
        Assert.Equal("Birthe Lund", Assert.Single(editing.Administrators).Name);
        Assert.False(editing.Refused);
        editing.Type(ContactField.Rid, "99999998");
        Assert.Empty(editing.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RidOfAContact_LookedUpAndSaved_OffersThatContact(bool deactivated)
    {
        var builder = AContact();
        var contact = await portal.AddAsync(deactivated ? builder.Deactivated() : builder);
        await RefreshAsync();
        editing.Type(ContactField.Rid, contact.Values.Rid);
        await editing.LookUpAsync(CancellationToken);
        Assert.Equal(contact, Assert.IsType<EditNotice.AlreadyContact>(editing.Notice).Contact);

        editing.Type(ContactField.Name, contact.Values.Name);
        editing.Type(ContactField.Email, contact.Values.Email);
        Assert.Null(editing.Notice);
        await editing.SaveAsync(CancellationToken);
        Assert.Equal(contact, Assert.IsType<EditNotice.AlreadyContact>(editing.Notice).Contact);

        editing.Reactivate(contact);
        Assert.Equal((contact.Id, deactivated), (editing.Draft.ContactId, editing.Draft.IsDirty));
        Assert.False(editing.Draft.Typed.Deactivated);
    }

    [Fact]
    public async Task NeededConfirmation_AnsweredWithYes_TakesThePlace()
    {
        var (contact, colleague) = await ColleaguesNameTypedAsync();
        var saved = (await editing.AnswerAsync(colleague, yes: true, CancellationToken))!.Is<SaveOutcome.Saved>().Contact;
        Assert.Equal((colleague.Id, colleague.Rid.Digits, colleague.Email), (saved.PersonId, saved.Values.Rid, saved.Values.Email));
        Assert.Equal((contact.Id, contact.Values.Responsibilities.Single()), (saved.Id, saved.Values.Responsibilities.Single()));
    }

    [Fact]
    public async Task NeededConfirmation_AnsweredWithNo_OnlyCorrectsTheName()
    {
        var (contact, colleague) = await ColleaguesNameTypedAsync();
        var saved = (await editing.AnswerAsync(colleague, yes: false, CancellationToken))!.Is<SaveOutcome.Saved>().Contact;
        Assert.Equal((contact.PersonId, contact.Values.Rid, colleague.Name), (saved.PersonId, saved.Values.Rid, saved.Values.Name));
    }

    [Fact]
    public async Task InvalidField_Saved_IsReportedAndNothingTypedIsLost()
    {
        await EditedAsync(AContact());
        editing.Type(ContactField.Email, "ingen adresse");
        await editing.SaveAsync(CancellationToken);
        Assert.True(editing.Refused);
        Assert.Equal([new(ContactField.Email, ContactError.EmailMalformed)], editing.Errors);
        Assert.Equal("ingen adresse", editing.Draft.Typed.Email);
        editing.Type(ContactField.Email, "en@kommune.example");
        Assert.False(editing.Refused);
    }

    [Fact]
    public async Task Agency_Saves_IsRefusedWithAMessage()
    {
        var contact = await portal.AddAsync(AContact());
        editing = new(AnActor().As(Role.Agency), portal.ContactService, portal.Directory);
        await RefreshAsync();
        editing.Begin(contact);
        editing.Type(ContactField.Email, "min@kommune.example");
        await editing.SaveAsync(CancellationToken);
        Assert.IsType<EditNotice.NotFound>(editing.Notice);
        Assert.Equal("min@kommune.example", editing.Draft.Typed.Email);
    }

    [Fact]
    public async Task ContactWhosePersonHasLeft_HandedOverToAColleague_KeepsItsResponsibilities()
    {
        Person colleague = APerson().Named("Bo Dam");
        await portal.AddAsync(colleague);
        var contact = await EditedAsync(AContact().WithMobile("28123456").ResponsibleFor(Amfora, Raadighed));
        editing.HandOver(contact);
        Assert.Equal(
            contact.Values with { Rid = "", Name = "", Email = "", Mobile = "", Phone = "" }, editing.Draft.Typed);
        Assert.Equal(contact.Id, editing.Draft.ContactId);

        // Nothing is saved for nobody.
        (await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.Invalid>();
        Assert.Equal(contact.Values, (await NowAsync(contact)).Values);

        editing.Type(ContactField.Rid, colleague.Rid.Digits);
        await editing.LookUpAsync(CancellationToken);
        (await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.Saved>();
        var now = (await NowAsync(contact)).Values;
        Assert.Equal(("Bo Dam", colleague.Rid.Digits, colleague.Email, ""), (now.Name, now.Rid, now.Email, now.Mobile));
        Assert.Equal([Amfora, Raadighed], now.Responsibilities);
    }

    private async Task<ContactView> EditedAsync(ContactBuilder builder)
    {
        var contact = await portal.AddAsync(builder);
        await RefreshAsync();
        editing.Begin(contact);
        return contact;
    }

    /// <summary>Mette has typed an e-mail, Ali has saved another.</summary>
    private async Task<ContactView> ConflictAsync()
    {
        var contact = await EditedAsync(AContact());
        editing.Type(ContactField.Email, "min@kommune.example");
        await AliSavesAsync(contact, ContactField.Email, "deres@kommune.example");
        return contact;
    }

    private async Task<(ContactView Contact, Person Colleague)> ColleaguesNameTypedAsync()
    {
        Person colleague = APerson().Named("Bo Dam");
        await portal.AddAsync(colleague);
        var contact = await EditedAsync(AContact().ResponsibleFor(Amfora));
        editing.Type(ContactField.Name, "Bo Dam");
        (await editing.SaveAsync(CancellationToken))!.Is<SaveOutcome.NeedsPersonConfirmation>();
        return (contact, Assert.IsType<EditNotice.NeedsPersonConfirmation>(editing.Notice).Person);
    }

    private async Task AliSavesAsync(ContactView contact, ContactField field, string value)
    {
        await portal.SavedAsync(Ali, ContactDraft.Of(contact).With(field, value));
        await RefreshAsync();
    }

    private async Task AnotherPageAsync()
    {
        editing = new(Mette, portal.ContactService, portal.Directory);
        await RefreshAsync();
    }

    private async Task RefreshAsync() =>
        editing.Receive(await new SnapshotLoader(portal.Store, portal.Clock).LoadAsync(Aarhus, CancellationToken));

    private async Task<ContactView> NowAsync(ContactView contact) => (await portal.FindAsync(Aarhus, contact.Id))!;
}
