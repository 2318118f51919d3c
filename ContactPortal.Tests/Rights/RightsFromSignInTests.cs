using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Rights;

/// <summary>Rights that are granted in another system and come with the sign-in (U4).</summary>
public sealed class RightsFromSignInTests
{
    private static readonly RightsOptions Elsewhere = new() { FromSignIn = true, GrantedIn = "rollekataloget" };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task SignInWithTheRight_IsHeldAndSaysWhereItIsGranted(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, Elsewhere);
        var ali = await portal.AddActorAsync(APerson());
        await portal.FromSignIn.RecordAsync(ali, holds: true, CancellationToken);
        await portal.FromSignIn.RecordAsync(ali, holds: true, CancellationToken);
        var holder = Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Rights.Holders);
        Assert.Equal((ali.PersonId, "rollekataloget"), (holder.Person.Id, holder.GrantedBy));
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task SignInWithoutTheRight_TakesItAway(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, Elsewhere);
        var ali = await portal.AddActorAsync(APerson());
        await portal.FromSignIn.RecordAsync(ali, holds: false, CancellationToken);
        await portal.FromSignIn.RecordAsync(ali, holds: true, CancellationToken);
        await portal.FromSignIn.RecordAsync(ali, holds: false, CancellationToken);
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Rights.Holders);
        Assert.Equal([HistoryKind.RightGranted, HistoryKind.RightWithdrawn], (await portal.HistoryAsync(Aarhus)).Select(e => e.Kind));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RightsGrantedInThePortal_SignIn_ChangesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.FromSignIn.RecordAsync(await portal.AddActorAsync(APerson()), holds: true, CancellationToken);
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Rights.Holders);
    }

    [Theory, EveryDatabase]
    public async Task Task_MarkedAsDone_IsGoneAndInTheHistory(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, Elsewhere);
        var (birthe, contact) = (await AdministratorAsync(portal), await portal.AddAsync(AContact()));
        Assert.Single(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
        Assert.Equal(RightsOutcome.Done, await CompleteAsync(portal, birthe, contact.PersonId));
        Assert.Empty(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
        Assert.Equal(
            (HistoryKind.TaskSettled, contact.Values.Name),
            Assert.Single(await portal.RightsHistory.NewestAsync(birthe, CancellationToken)) is var entry
                ? (entry.Kind, entry.Person)
                : default);
    }

    [Theory, EveryDatabase]
    public async Task Task_ThatArisesAnewAfterItWasDone_IsThereAgain(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, Elsewhere);
        var (birthe, contact) = (await AdministratorAsync(portal), await portal.AddAsync(AContact()));
        await CompleteAsync(portal, birthe, contact.PersonId);
        var person = (await portal.Directory.ActorAsync(contact.PersonId, Aarhus, CancellationToken))!;
        await portal.FromSignIn.RecordAsync(person, holds: true, CancellationToken);
        Assert.Empty(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
        await portal.FromSignIn.RecordAsync(person, holds: false, CancellationToken);
        Assert.Equal(contact.PersonId, Assert.Single(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus))).Person.Id);
        await CompleteAsync(portal, birthe, contact.PersonId);
        Assert.Empty(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Task_MarkedAsDoneByWhoeverMayNot_Stays(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on, Elsewhere);
        var contact = await portal.AddAsync(AContact());
        foreach (var nobody in new Actor[]
        {
            await portal.AddActorAsync(APerson()),
            await portal.AddActorAsync(APerson()) with { Role = Role.LocalAdministrator },
            await portal.AddActorAsync(APerson().In(Roskilde).LocalAdministrator()),
        })
            Assert.Equal(RightsOutcome.NotFound, await CompleteAsync(portal, nobody, contact.PersonId));
        Assert.Single(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RightsGrantedInThePortal_TaskMarkedAsDone_IsRefused(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, contact) = (await AdministratorAsync(portal), await portal.AddAsync(AContact()));
        Assert.Equal(RightsOutcome.NotFound, await CompleteAsync(portal, birthe, contact.PersonId));
        Assert.Single(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
    }

    private static Task<Actor> AdministratorAsync(PortalUnderTest portal) => portal.AddActorAsync(APerson().LocalAdministrator());

    private static Task<RightsOutcome> CompleteAsync(PortalUnderTest portal, Actor actor, Guid person) =>
        portal.FromSignIn.CompleteAsync(actor, person, RightsTaskKind.Lacks, CancellationToken);
}
