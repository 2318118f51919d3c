using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Mail;

/// <summary>Who gets which mail: from the portal's commands to the rows of the outbox.</summary>
public sealed class OutboxTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Delivery_Arrives_ValidationMailGoesToEveryActiveContact_D3(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Dorte")).Deactivated());
        await portal.AddAsync(AContact().In(Roskilde));
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo", Raadighed);
        await portal.ReceiveAsync();
        Assert.Equal("Anne, Bo", await portal.RecipientsAsync(MailKind.Validation));
    }

    [Theory, EveryDatabase]
    public async Task Delivery_Arrives_ReceiptGoesToThoseWhoAnswerForTheType_D4(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Dorte")).ResponsibleFor(Amfora).Deactivated());
        await portal.HasQuietlyAsync("Anne", Amfora, Raadighed);
        await portal.HasQuietlyAsync("Bo", Raadighed);
        await portal.HasQuietlyAsync("Carl", Amfora);
        await portal.ReceiveAsync();
        Assert.Equal("Anne, Carl", await portal.RecipientsAsync(MailKind.Receipt));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NobodyAnswersForTheType_ReceiptGoesToEverybody_AndSaysSo_D5(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne", Raadighed);
        await portal.HasQuietlyAsync("Bo");
        await portal.ReceiveAsync();
        Assert.Equal("Anne, Bo", await portal.RecipientsAsync(MailKind.Receipt));
        await portal.DispatchAsync();
        Assert.All(
            portal.MailTransport.Sent.Where(m => m.Subject.StartsWith("Kvittering", StringComparison.Ordinal)),
            m => Assert.Contains(
                "I Aarhus er der ingen kontaktperson med ansvar for AMFORA. Derfor går kvitteringen til alle aktive", m.Text,
                StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task NoContactAtAll_MailsWaitAndAreShown_AndGoToTheFirstContact_D5(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.ReceiveAsync();
        await portal.DispatchAsync();
        Assert.All(await portal.OutboxAsync(), m => Assert.Equal(MailState.Unaddressed, m.State));
        Assert.Equal(2, (await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken)).UnaddressedMails);

        await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne")));
        Assert.Equal("Anne", await portal.RecipientsAsync(MailKind.Validation));
        Assert.Equal("Anne", await portal.RecipientsAsync(MailKind.Receipt));
        await portal.DispatchAsync();
        Assert.Equal(2, portal.MailTransport.Sent.Count(m => m.Subject.Contains("AMFORA", StringComparison.Ordinal)));
        await portal.Snapshots.RefreshStaleAsync(CancellationToken);
        Assert.Equal(0, (await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken)).UnaddressedMails);
    }

    [Theory, EveryDatabase]
    public async Task ContactIsAbsent_ReceiptGoesToTheSubstituteAsWell_K19(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        var bo = await portal.HasQuietlyAsync("Bo");
        var today = new DateOnly(2026, 3, 2);
        await portal.Get<AbsenceService>().AddAsync(AnActor(), anne.Id, today, today, bo.Id, CancellationToken);
        await portal.ReceiveAsync();
        Assert.Equal("Anne, Bo", await portal.RecipientsAsync(MailKind.Receipt));

        await portal.DispatchAsync();
        Assert.Contains(
            "stedfortræder for Anne",
            portal.MailTransport.Sent.Single(m => m.To == bo.Values.Email && m.Subject.StartsWith("Kvit", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal);

        await portal.ForgetMailsAsync();
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.ReceiveAsync(id: "2");
        Assert.Equal("Anne", await portal.RecipientsAsync(MailKind.Receipt));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task TheSameDelivery_ArrivesAgain_SendsNothingMore_D2(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.ReceiveAsync();
        var written = (await portal.OutboxAsync()).Count;
        var again = await portal.Get<DeliveryIntake>().ReceiveAsync(
            new(Aarhus.Value, Amfora, "2026-02", "1", 1200, []), "test", CancellationToken);
        Assert.IsType<IntakeOutcome.Duplicate>(again);
        Assert.Equal(written, (await portal.OutboxAsync()).Count);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactIsMade_WithoutTheRight_ThePersonAndTheAdministratorsAreNotified_U3(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        await portal.HasAdministratorAsync("Bent");
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne")).ResponsibleFor(Amfora, Resultat));
        Assert.Equal("Anne", await portal.RecipientsAsync(MailKind.MadeContact));
        Assert.Equal("Bent, Birthe", await portal.RecipientsAsync(MailKind.RightsTask));
        await portal.DispatchAsync();
        var notification = portal.MailTransport.Sent.Single(m => m.Subject == "Du er kontaktperson for indberetning i Aarhus");
        Assert.Contains(
            "Mette Holm har gjort dig til kontaktperson for indberetning i Aarhus med ansvar for AMFORA og Resultatdata.",
            notification.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactIsMade_WhoHoldsTheRight_TheAdministratorsAreNotNotified(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.HasAdministratorAsync("Birthe");
        Person anne = APerson().Named("Anne");
        await portal.AddAsync(anne);
        await GrantAsync(portal, birthe, anne);
        await portal.ForgetMailsAsync();
        await portal.SavedAsync(AnActor(), ADraftOf(anne));
        Assert.Equal("", await portal.RecipientsAsync(MailKind.RightsTask));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactMakesThemselvesOne_IsNotWrittenTo(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().Named("Anne");
        await portal.AddAsync(anne);
        await portal.SavedAsync(new Actor(anne.Id, anne.Name, Aarhus, Role.Staff), ADraftOf(anne));
        Assert.Equal("", await portal.RecipientsAsync(MailKind.MadeContact));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactIsDeactivated_WhoHoldsTheRight_TheAdministratorsAreNotified_U3(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.HasAdministratorAsync("Birthe");
        var contact = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne")));
        await using (var db = await portal.ReadAsync())
            await GrantAsync(portal, birthe, db.Persons.Single(p => p.Id == contact.PersonId));
        await portal.ForgetMailsAsync();
        await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        Assert.Equal(
            "Anne er ikke længere kontaktperson, men har stadig TASS Opfølgning", Assert.Single(await portal.OutboxAsync()).Subject);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task FieldsOfAContact_Changed_WriteNoMail(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        var contact = await portal.HasQuietlyAsync("Anne");
        await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "33 12 34 56"));
        Assert.Empty(await portal.OutboxAsync());
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task SomebodyAsksForTheRight_AndIsAnswered_BothAreNotified_U3(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.HasAdministratorAsync("Birthe");
        Person anne = APerson().Named("Anne");
        await portal.AddAsync(anne);
        var rights = portal.Get<RightsService>();
        await rights.AskAsync(new(anne.Id, anne.Name, Aarhus, Role.Staff), CancellationToken);
        Assert.Equal("Birthe", await portal.RecipientsAsync(MailKind.RightsTask));
        await rights.RefuseAsync(
            new(birthe.Id, birthe.Name, Aarhus, Role.LocalAdministrator), anne.Id, "Du arbejder ikke med det.", CancellationToken);
        Assert.Equal("Anne", await portal.RecipientsAsync(MailKind.RightsAnswer));
        await portal.DispatchAsync();
        Assert.Contains("Begrundelse: Du arbejder ikke med det.", portal.MailTransport.Sent.Last().Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task RefusedSave_LeavesNoMailBehind(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        Person anne = APerson();
        await portal.AddAsync(anne);
        (await portal.SaveAsync(AnActor(), ADraftOf(anne).With(ContactField.Email, "forkert"))).Is<SaveOutcome.Invalid>();
        Assert.Empty(await portal.OutboxAsync());
    }

    private static async Task GrantAsync(PortalUnderTest portal, Person administrator, Person person) => Assert.Equal(
        RightsOutcome.Done,
        await portal.Get<RightsService>().GrantAsync(
            new(administrator.Id, administrator.Name, Aarhus, Role.LocalAdministrator), person.Id, CancellationToken));
}
