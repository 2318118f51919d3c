using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;

namespace ContactPortal.Tests.Persons;

/// <summary>Persons who leave and return (P5).</summary>
public sealed class PersonLeavingTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task PersonWithTheRight_Leaves_LosesAccessAndTheRightIsATask(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken);
        Assert.True(await portal.Deliveries.IsOpenToAsync(AnActor().Build() with { PersonId = contact.PersonId }, CancellationToken));
        await portal.ForgetMailsAsync();
        var left = await portal.MarkLeftAsync(birthe, contact.PersonId);
        var returned = await portal.SavedPersonAsync(birthe, PersonDraft.Of(left).With(PersonField.HasLeft, false));
        Assert.Equal([PersonField.HasLeft], returned.Changed);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.MarkLeftAsync(birthe, contact.PersonId);

        Assert.Null(await portal.Directory.ActorAsync(contact.PersonId, Aarhus, CancellationToken));
        Assert.False(await portal.Deliveries.IsOpenToAsync(AnActor().Build() with { PersonId = contact.PersonId }, CancellationToken));
        Assert.Empty(await portal.Directory.OrganisationsOfAsync(contact.PersonId, CancellationToken));
        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        Assert.Equal(portal.Clock.GetUtcNow(), Assert.Single(snapshot.Active).HolderLeft);
        Assert.Equal(portal.Clock.GetUtcNow(), snapshot.Persons.LeftAt(contact.PersonId));
        var task = Assert.Single(RightsTasks.In(snapshot));
        Assert.Equal((RightsTaskKind.HasLeft, contact.PersonId, portal.Clock.GetUtcNow()), (task.Kind, task.Person.Id, task.Since));
        Assert.Equal(2, (await portal.OutboxAsync()).Count(
            m => m.Kind == MailKind.RightsTask && m.Subject.Contains("er fratrådt", StringComparison.Ordinal)));

        Assert.Equal(RightsOutcome.HasLeft, await portal.Rights.AppointAsync(birthe, contact.PersonId, CancellationToken));
        Assert.Equal(RightsOutcome.Done, await portal.Rights.WithdrawAsync(birthe, contact.PersonId, CancellationToken));
        Assert.Equal(RightsOutcome.HasLeft, await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken));
        Assert.Empty(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
    }

    [Theory, EveryDatabase]
    public async Task LastAdministrator_Leaves_MailsTheAgency(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, bo) = (await portal.AddAdministratorAsync(), await portal.AddAdministratorAsync());
        await portal.AddAsync(APerson().In(OrganisationCode.Agency).Named("Jens Winther").WithEmail("jens@ams.example"));
        await portal.MarkLeftAsync(birthe, bo.PersonId);
        Assert.Empty(await portal.OutboxAsync());
        Assert.Equal(RightsOutcome.LastAdministrator, await portal.Rights.DismissAsync(birthe, birthe.PersonId, CancellationToken));
        await portal.MarkLeftAsync(birthe, birthe.PersonId);
        Assert.Equal("Jens Winther", await portal.RecipientsAsync(MailKind.LeftAdministrator));
        Assert.Equal(1, await portal.DispatchAsync());
        Assert.Contains(
            await portal.HistoryAsync(Aarhus), e => e.Kind == HistoryKind.AdministratorDismissed && e.Subject == birthe.PersonId);
        Assert.IsType<PersonOutcome.NotFound>(await Service(portal).MarkReturnedAsync(birthe, bo.PersonId, CancellationToken));
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Rights.Administrators);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoseRidWasReissued_Returned_IsRefusedWithTheNewHolder(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = (await portal.SavedPersonAsync(birthe, PersonServiceTests.NewPerson)).Person;
        await portal.MarkLeftAsync(birthe, anne.Id);
        await portal.AddAsync(APerson().Named("Ny Mand").WithRid("12345678"));
        var invalid = Assert.IsType<PersonOutcome.Invalid>(await Service(portal).MarkReturnedAsync(birthe, anne.Id, CancellationToken));
        Assert.Equal([new(PersonField.Rid, PersonError.RidTaken, "Ny Mand")], invalid.Errors);

        var left = Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == anne.Id);
        var returned = (await portal.SavedPersonAsync(
            birthe, PersonDraft.Of(left).With(PersonField.HasLeft, false).With(PersonField.Rid, ""))).Person;
        Assert.Equal(
            ("", PersonServiceTests.Uuid, false),
            (returned.Values.Rid, returned.Values.ProfessionalUuid, returned.Values.HasLeft));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task ResponsibleContactWhosePersonLeft_WhenADeliveryArrives_SendsReceiptsToAllActiveContacts(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo", Amfora);
        await portal.HasQuietlyAsync("Carl");
        await portal.ReceiveAsync(id: "1");
        Assert.Equal("Anne, Bo", await portal.RecipientsAsync(MailKind.Receipt));
        await portal.ForgetMailsAsync();
        await portal.MarkLeftAsync(birthe, anne.PersonId);
        await portal.ReceiveAsync(id: "2");
        await portal.ReceiveAsync(Raadighed, id: "3");
        var receipts = (await portal.OutboxAsync()).Where(m => m.Kind == MailKind.Receipt).ToList();
        Assert.Equal("Anne, Anne, Bo, Bo, Carl, Carl", await portal.RecipientsAsync(MailKind.Receipt));
        Assert.Equal(3, receipts.Count(m => MailContent.FromJson(m.Body).Paragraphs.Any(
            p => p.StartsWith(
                "Du får kvitteringen, fordi du er kontaktperson: Anne har ansvaret for AMFORA i Aarhus, men er fratrådt.",
                StringComparison.Ordinal))));

        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        var preview = MailPreview.Of(snapshot, ContactDraft.Of(snapshot.Find(anne.Id)!));
        Assert.Equal(["Anne", "Bo", "Carl"], preview.Receipts.Single(r => r.Type.Code == Amfora).Recipients.Select(r => r.Name));
    }

    [Theory, EveryDatabase]
    public async Task ContactWhosePersonLeft_SavedWithTheRidReissued_ChangesToTheNewHolder(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var contact = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne").WithRid("12345678")));
        await portal.MarkLeftAsync(birthe, contact.PersonId);
        Person bo = APerson().Named("Bo").WithRid("12345678");
        await portal.AddAsync(bo);
        var draft = ContactDraft.Of(contact).With(ContactField.Name, bo.Name).With(ContactField.Email, bo.Email);
        var saved = await portal.SavedAsync(AnActor(), draft);
        Assert.Equal((bo.Id, "Bo"), (saved.PersonId, saved.Values.Name));
        Assert.Null(Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Active).HolderLeft);
    }

    private static PersonService Service(PortalUnderTest portal) => portal.Get<PersonService>();
}
