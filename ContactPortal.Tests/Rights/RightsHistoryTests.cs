using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Verification;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Rights;

/// <summary>Who granted what to whom, when and why, in the same hash chain as the contacts' changes (U6).</summary>
public sealed class RightsHistoryTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task EveryGrantWithdrawalRequestAndAnswer_Read_IsListedNewestFirst(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await EverythingAsync(portal);
        var entries = await portal.RightsHistory.NewestAsync(birthe, CancellationToken);
        Assert.Equal(
            [
                (HistoryKind.AdministratorDismissed, "Ali Khan", "Birthe Lund", null),
                (HistoryKind.AdministratorAppointed, "Ali Khan", "Birthe Lund", null),
                (HistoryKind.RightWithdrawn, "Ali Khan", "Birthe Lund", null),
                (HistoryKind.RightKept, "Ali Khan", "Birthe Lund", "Vikar"),
                (HistoryKind.RightGranted, "Ali Khan", "Birthe Lund", null),
                (HistoryKind.RightAsked, "Ali Khan", "Ali Khan", null),
                (HistoryKind.RightRefused, "Ali Khan", "Birthe Lund", "Ikke endnu"),
                (HistoryKind.RightAsked, "Ali Khan", "Ali Khan", null),
            ],
            entries.Select(l => (l.Kind, l.Person, l.By, l.Reason)));
        Assert.Equal(entries.Select(l => l.At).OrderDescending(), entries.Select(l => l.At));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RightsAndContacts_Changed_AreOneChainThatVerifies(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await EverythingAsync(portal);
        var verdict = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.Empty(verdict.Faults);
        var history = await portal.HistoryAsync(Aarhus);
        Assert.Contains(history, e => e.Kind == HistoryKind.ContactCreated);
        Assert.Equal(history.Count, verdict.Entries);
        Assert.Equal(Enumerable.Range(1, history.Count).Select(n => (long)n), history.Select(e => e.Number));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task EntryOfARight_ChangedInTheDatabase_IsFound(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await EverythingAsync(portal);
        var granted = (await portal.HistoryAsync(Aarhus)).Single(e => e.Kind == HistoryKind.RightGranted);
        await portal.TamperAsync($"""UPDATE "History" SET "ActorName" = 'En anden' WHERE "Number" = {granted.Number}""");
        var fault = Assert.Single((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
        Assert.Equal((granted.Number, HistoryFaultKind.WrongContent), (fault.Number, fault.Fault));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task StaffAgencyAndAnotherMunicipalitysAdministrator_Ask_SeeNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await EverythingAsync(portal);
        foreach (var nobody in new Actor[]
        {
            await portal.AddActorAsync(APerson()),
            await portal.AddActorAsync(APerson()) with { Role = Role.LocalAdministrator },
            birthe with { Role = Role.Agency },
            await portal.AddActorAsync(APerson().In(Roskilde).LocalAdministrator()),
        })
            Assert.Empty(await portal.RightsHistory.NewestAsync(nobody, CancellationToken));
    }

    /// <summary>Ali asks, is refused, asks again, gets the right, is replaced, keeps it, loses it; later appointed and dismissed.</summary>
    private static async Task<Actor> EverythingAsync(PortalUnderTest portal)
    {
        var birthe = await portal.AddActorAsync(APerson().Named("Birthe Lund").LocalAdministrator());
        var contact = await portal.AddAsync(AContact().HeldBy(APerson().Named("Ali Khan")));
        var ali = (await portal.Directory.ActorAsync(contact.PersonId, Aarhus, CancellationToken))!;
        foreach (var act in new Func<Task<RightsOutcome>>[]
        {
            () => portal.Rights.AskAsync(ali, CancellationToken),
            () => portal.Rights.RefuseAsync(birthe, ali.PersonId, "Ikke endnu", CancellationToken),
            () => portal.Rights.AskAsync(ali, CancellationToken),
            () => portal.Rights.GrantAsync(birthe, ali.PersonId, CancellationToken),
            () => LeaveAsync(),
            () => portal.Rights.KeepAsync(birthe, ali.PersonId, "Vikar", CancellationToken),
            () => portal.Rights.WithdrawAsync(birthe, ali.PersonId, CancellationToken),
            () => portal.Rights.AppointAsync(birthe, ali.PersonId, CancellationToken),
            () => portal.Rights.DismissAsync(birthe, ali.PersonId, CancellationToken),
        })
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(RightsOutcome.Done, await act());
        }

        return birthe;

        async Task<RightsOutcome> LeaveAsync()
        {
            await portal.SavedAsync(birthe, ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
            return RightsOutcome.Done;
        }
    }
}
