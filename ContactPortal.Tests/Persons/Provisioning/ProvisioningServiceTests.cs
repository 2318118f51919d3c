using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using static ContactPortal.Tests.Persons.ProvisioningTestExtensions;

namespace ContactPortal.Tests.Persons;

/// <summary>The commands and queries of a municipality's own directory (P8).</summary>
public sealed class ProvisioningServiceTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task User_ThroughItsWholeLife_IsOnePersonWithAVerifiableHistory(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var id = (await portal.AddUsersAsync(1))[0];
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(id, active: false));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(id, active: true));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<ProvisioningOutcome.Deleted>(await portal.DeleteUserAsync(id));
        Assert.IsType<ProvisioningOutcome.NotFound>(await portal.DeleteUserAsync(id));
        Assert.Empty(await portal.IdsWhereAsync(ProvisionedKey.Id, $"{id}"));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(id, Assert.IsType<ProvisioningOutcome.Stored>(await portal.CreateUserAsync(AUser(1))).User.Id);

        var history = await portal.HistoryAsync(Aarhus);
        Assert.Equal(
            [
                HistoryKind.PersonAdded, HistoryKind.PersonLeft, HistoryKind.PersonReturned, HistoryKind.PersonLeft,
                HistoryKind.PersonReturned,
            ], history.Select(e => e.Kind));
        Assert.All(history, entry => Assert.Equal(("Entra ID", Entra.Id), (entry.ActorName, entry.ActorId)));
        var person = Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == id);
        Assert.Equal(
            new PersonValues { Name = "Bruger 1", Email = "Bruger1@kommune.example", Rid = "98000001" }, person.Values);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task EveryFilter_FindsTheUserInItsOwnMunicipalityOnly(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var ids = await portal.AddUsersAsync(3);
        Person byHand = APerson().WithEmail("Frida@kommune.example");
        await portal.AddAsync(byHand);
        (ProvisionedKey, string)[] filters =
        [
            (ProvisionedKey.Id, $"{ids[1]}"), (ProvisionedKey.UserName, "BRUGER2@kommune.example"), (ProvisionedKey.ExternalId, "id-2"),
            (ProvisionedKey.WorkEmail, "bruger2@KOMMUNE.example"), (ProvisionedKey.Rid, "98000002"),
        ];
        foreach (var (attribute, value) in filters)
        {
            Assert.Equal([ids[1]], await portal.IdsWhereAsync(attribute, value));
            Assert.Empty(await portal.IdsWhereAsync(attribute, value, SourceOf(Roskilde)));
        }

        Assert.Equal([byHand.Id], await portal.IdsWhereAsync(ProvisionedKey.UserName, "frida@kommune.example"));
        Assert.Empty(await portal.IdsWhereAsync(ProvisionedKey.ProfessionalUuid, $"{Guid.NewGuid()}"));
        Assert.Empty(await portal.IdsWhereAsync(ProvisionedKey.UserName, "a\0b"));
        Assert.Equal(4, (await portal.IdsWhereAsync(ProvisionedKey.Active, "true")).Length);
        Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(ids[1], active: false));
        Assert.Equal([ids[1]], await portal.IdsWhereAsync(ProvisionedKey.Active, "False"));
        Assert.Equal([ids[1]], await portal.IdsWhereAsync(ProvisionedKey.Rid, "98000002"));
        Assert.IsType<ProvisioningOutcome.NotFound>(await portal.DeleteUserAsync(ids[0], SourceOf(Roskilde)));
    }

    [Theory, EveryDatabase]
    public async Task NameThatAnAdministratorCorrected_IsRead_AndReplacedWhenTheDirectorySendsItsOwn(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var id = (await portal.AddUsersAsync(1))[0];
        var entry = Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == id);
        await portal.SavedPersonAsync(birthe, PersonDraft.Of(entry).With(PersonField.Name, "Anne Marie Holm"));
        var read = await portal.Get<ProvisioningQueries>().FindAsync(Entra, id, CancellationToken);
        Assert.Equal(
            ("Anne Marie Holm", new ProvisionedName("Anne Marie Holm", "Holm", "Anne Marie"), "98000001"),
            (read!.State.Attributes.DisplayName, read.State.Attributes.Name, read.State.Attributes.Rid));
        await portal.Get<ProvisioningService>().UpdateAsync(Entra, id, _ => AUser(1), CancellationToken);
        Assert.Equal("Bruger 1", (await portal.Directory.AllAsync(birthe, CancellationToken)).Single(p => p.Id == id).Values.Name);
    }

    [Theory, EveryDatabase]
    public async Task MoreThanAFifthWithinAnHour_WaitsForAnAnswer_AndIsDoneWhenAllowed(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var ids = await portal.AddUsersAsync(19);

        // Four of twenty are a fifth.
        foreach (var id in ids[..4])
            Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(id, active: false));
        foreach (var id in ids[4..7])
            Assert.False(Assert.IsType<ProvisioningOutcome.Held>(await portal.SetActiveAsync(id, active: false)).IsRefused);
        Assert.IsType<ProvisioningOutcome.Held>(await portal.DeleteUserAsync(ids[7]));
        var number = (await portal.HistoryAsync(Aarhus)).Count;
        Assert.IsType<ProvisioningOutcome.Held>(await portal.SetActiveAsync(ids[4], active: false));
        Assert.Equal(number, (await portal.HistoryAsync(Aarhus)).Count);
        Assert.Equal(birthe.Name, await portal.RecipientsAsync(MailKind.LeavingsHeld));
        var waiting = (await portal.LoadSnapshotAsync(Aarhus)).Persons;
        Assert.Equal(["Bruger 5", "Bruger 6", "Bruger 7", "Bruger 8"], waiting.HeldLeavings.Select(h => h.Name));
        Assert.Equal(1, waiting.Count);

        // The directory takes one back.
        Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(ids[4], active: true));
        var service = portal.Get<HeldLeavingService>();
        Assert.Equal(HeldLeavingOutcome.CountChanged, await service.AllowAsync(birthe, 4, CancellationToken));
        Assert.Equal(HeldLeavingOutcome.NotFound, await service.AllowAsync(AnActor(), 3, CancellationToken));
        Assert.Equal(HeldLeavingOutcome.Done, await service.AllowAsync(birthe, 3, CancellationToken));
        Assert.Equal(
            [("LeavingsAllowed", birthe.Name), ("PersonLeft", birthe.Name), ("PersonLeft", birthe.Name), ("PersonLeft", birthe.Name)],
            (await portal.HistoryAsync(Aarhus)).TakeLast(4).Select(e => ($"{e.Kind}", e.ActorName)));
        Assert.Empty(await portal.IdsWhereAsync(ProvisionedKey.Id, $"{ids[7]}"));
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Persons.HeldLeavings);

        // The directory completes what it began; an hour later the guard is back.
        Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(ids[8], active: false));
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
        foreach (var id in ids[9..12])
            Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(id, active: false));
        Assert.IsType<ProvisioningOutcome.Held>(await portal.SetActiveAsync(ids[12], active: false));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task LeavingsThatWereRefused_AreNotAskedAboutForADay(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var ids = await portal.AddUsersAsync(4);
        foreach (var id in ids[..3])
            Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(id, active: false));
        Assert.IsType<ProvisioningOutcome.Held>(await portal.SetActiveAsync(ids[3], active: false));
        Assert.Equal(HeldLeavingOutcome.Done, await portal.Get<HeldLeavingService>().RefuseAsync(birthe, 1, CancellationToken));
        portal.Clock.Advance(TimeSpan.FromHours(23));
        Assert.True(Assert.IsType<ProvisioningOutcome.Held>(await portal.SetActiveAsync(ids[3], active: false)).IsRefused);
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Persons.HeldLeavings);
        portal.Clock.Advance(TimeSpan.FromHours(2));
        Assert.IsType<ProvisioningOutcome.Stored>(await portal.SetActiveAsync(ids[3], active: false));
    }

    [Theory, EveryDatabase]
    public async Task SameUserSentTwiceAtOnce_IsAddedOnce(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var outcomes = await Task.WhenAll(portal.CreateUserAsync(AUser(1)), portal.CreateUserAsync(AUser(1)));
        Assert.Single(outcomes.OfType<ProvisioningOutcome.Stored>());
        Assert.Equal(ProvisionedKey.ExternalId, Assert.Single(outcomes.OfType<ProvisioningOutcome.Taken>()).Attribute);
        await using var db = await portal.ReadAsync();
        Assert.Equal(1, await db.Persons.CountAsync(CancellationToken));
    }
}
