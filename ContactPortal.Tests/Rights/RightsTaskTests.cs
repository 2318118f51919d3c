using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Rights;

/// <summary>The tasks of local administrators: what opens them, since when they wait, and what closes them (U3).</summary>
public sealed class RightsTaskTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task NewContactWithoutTheRight_UntilItIsGranted_IsATask(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var made = portal.Clock.GetUtcNow();
        var contact = await portal.AddAsync(AContact());
        portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([(RightsTaskKind.Lacks, contact.PersonId, made)], await TasksAsync(portal));
        await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken);
        Assert.Empty(await TasksAsync(portal));
        await portal.Rights.WithdrawAsync(birthe, contact.PersonId, CancellationToken);
        Assert.Equal([(RightsTaskKind.Lacks, contact.PersonId, made)], await TasksAsync(portal));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NewContactWithoutTheRight_Deactivated_IsNoTaskAnyMore(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        Assert.Empty(await TasksAsync(portal));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactWhoseOtherFieldsChange_Waits_SinceTheBeginning(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var made = portal.Clock.GetUtcNow();
        var contact = await portal.AddAsync(AContact());
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Mobile, "28123456"));
        Assert.Equal([(RightsTaskKind.Lacks, contact.PersonId, made)], await TasksAsync(portal));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactWithoutTheRight_AsksToo_IsOneTaskWithTheRequest(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var contact = await portal.AddAsync(AContact());
        await portal.Rights.AskAsync((await portal.Directory.ActorAsync(contact.PersonId, Aarhus, CancellationToken))!, CancellationToken);
        var task = Assert.Single(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
        Assert.Equal((RightsTaskKind.Lacks, contact.PersonId), (task.Kind, task.Request?.Person.Id));

        // A refusal answers the request, but the contact still lacks the right.
        await portal.Rights.RefuseAsync(birthe, contact.PersonId, "Ikke endnu", CancellationToken);
        Assert.Null(Assert.Single(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus))).Request);
    }

    [Theory, EveryDatabase]
    public async Task SomebodyWhoIsNoContact_Asks_IsATaskUntilAnswered(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, freja, ali) =
            (await AdministratorAsync(portal), await portal.AddActorAsync(APerson()), await portal.AddActorAsync(APerson()));
        var asked = portal.Clock.GetUtcNow();
        await portal.Rights.AskAsync(freja, CancellationToken);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.Rights.AskAsync(ali, CancellationToken);
        Assert.Equal(
            [(RightsTaskKind.Asks, freja.PersonId, asked), (RightsTaskKind.Asks, ali.PersonId, asked + TimeSpan.FromHours(1))],
            await TasksAsync(portal));
        await portal.Rights.RefuseAsync(birthe, freja.PersonId, "Nej", CancellationToken);
        await portal.Rights.GrantAsync(birthe, ali.PersonId, CancellationToken);
        Assert.Empty(await TasksAsync(portal));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ReplacedContactWhoStillHoldsTheRight_UntilWithdrawn_IsATask(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var (contact, before) = await ReplacedAsync(portal, birthe);
        Assert.Equal(
            [(RightsTaskKind.Lacks, contact.PersonId, contact.HeldSince), (RightsTaskKind.StillHolds, before, portal.Clock.GetUtcNow())],
            await TasksAsync(portal));
        await portal.Rights.WithdrawAsync(birthe, before, CancellationToken);
        Assert.Equal([(RightsTaskKind.Lacks, contact.PersonId, contact.HeldSince)], await TasksAsync(portal));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task DeactivatedContactWhoStillHoldsTheRight_UntilKept_IsATask(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var contact = await portal.AddAsync(AContact());
        await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.SavedAsync(birthe, ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        Assert.Equal([(RightsTaskKind.StillHolds, contact.PersonId, portal.Clock.GetUtcNow())], await TasksAsync(portal));
        await portal.Rights.KeepAsync(birthe, contact.PersonId, "Vikar", CancellationToken);
        Assert.Empty(await TasksAsync(portal));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task FormerContact_BroughtBackByUndo_IsNoTaskAnyMore(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var contact = await portal.AddAsync(AContact());
        await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken);
        var gone = await portal.SavedAsync(birthe, ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        await portal.UndoAsync(birthe, new(contact.Id, gone.Version, Guid.NewGuid()));
        Assert.Empty(await TasksAsync(portal));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task HolderWhoWasNeverAContact_IsNoTask(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, ali) = (await AdministratorAsync(portal), await portal.AddActorAsync(APerson()));
        await portal.Rights.GrantAsync(birthe, ali.PersonId, CancellationToken);
        Assert.Empty(await TasksAsync(portal));
    }

    [Theory, EveryDatabase]
    public async Task Tasks_OfAnotherMunicipality_AreNotAmongThem(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(AContact().In(Roskilde));
        Assert.Empty(await TasksAsync(portal));
    }

    private static async Task<IEnumerable<(RightsTaskKind, Guid, DateTimeOffset)>> TasksAsync(PortalUnderTest portal) =>
        RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)).Select(t => (t.Kind, t.Person.Id, t.Since));

    private static Task<Actor> AdministratorAsync(PortalUnderTest portal) => portal.AddActorAsync(APerson().LocalAdministrator());

    /// <summary>A contact whose person had the right and was replaced by a colleague a day later.</summary>
    private static async Task<(ContactView Contact, Guid Before)> ReplacedAsync(PortalUnderTest portal, Actor birthe)
    {
        var contact = await portal.AddAsync(AContact());
        await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Person next = APerson();
        await portal.AddAsync(next);
        var draft = ContactDraft.Of(contact);
        draft = draft with { Typed = draft.Typed with { Rid = next.Rid.Digits, Name = next.Name, Email = next.Email } };
        return (await portal.SavedAsync(birthe, draft), contact.PersonId);
    }
}
