using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Rights;

/// <summary>
/// Two local administrators take the role from each other, or give up their own, at the same instant, each on a machine of their own: one
/// keeps it (U5).
/// </summary>
public sealed class LastAdministratorTests
{
    private const int OrdinaryRounds = 6;
    private const int LongRounds = 30;

    private readonly Person one = APerson().LocalAdministrator();
    private readonly Person two = APerson().LocalAdministrator();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How many rounds; CONTACTPORTAL_ROUNDS says another number.</summary>
    private static int Rounds => LongRuns.Count("CONTACTPORTAL_ROUNDS", OrdinaryRounds, LongRounds);

    [Theory, EveryDatabase]
    public Task TwoProcesses_DismissEachOtherAtOnce_ExactlyOneSucceedsEachRound(Database on) => AssertOneWinnerAsync(on, eachOther: true);

    [Theory, EveryDatabase]
    public Task TwoProcesses_DismissThemselvesAtOnce_ExactlyOneSucceedsEachRound(Database on) => AssertOneWinnerAsync(on, eachOther: false);

    [Theory, EveryDatabase]
    public async Task ProcessesThatCountOutsideTheTransaction_InTheSameRounds_AreFound(Database on)
    {
        await using var portal = await WithBothAsync(on);
        Assert.True(
            await RoundsWithoutOneWinnerAsync(portal, LongRounds, eachOther: true, Dismisser.Carelessly).AnyAsync(Stop), "No round told the difference.");
    }

    private async Task AssertOneWinnerAsync(Database on, bool eachOther)
    {
        await using var portal = await WithBothAsync(on);
        Assert.Empty(await RoundsWithoutOneWinnerAsync(portal, Rounds, eachOther).ToListAsync(Stop));
        Assert.Empty((await portal.Verifier.VerifyAsync(Stop)).Faults);
    }

    private async Task<PortalUnderTest> WithBothAsync(Database on)
    {
        var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasAsync(one, two);
        return portal;
    }

    private async IAsyncEnumerable<string> RoundsWithoutOneWinnerAsync(
        PortalUnderTest portal, int rounds, bool eachOther, params string[] manner)
    {
        using var first = new DismisserProcess(portal.Database.FromAnywhere, one.Id, eachOther ? two.Id : one.Id, manner);
        using var second = new DismisserProcess(portal.Database.FromAnywhere, two.Id, eachOther ? one.Id : two.Id, manner);
        await Task.WhenAll(first.HearAsync(Stop), second.HearAsync(Stop));
        for (var round = 0; round < rounds; round++)
        {
            // An instant that is a little ahead of both.
            // The machine's clock: two processes have no other in common.
            var at = DateTimeOffset.UtcNow.AddMilliseconds(20);
            first.Dismiss(at);
            second.Dismiss(at);
            var said = await Task.WhenAll(first.HearAsync(Stop), second.HearAsync(Stop));
            var left = await LeftAsync(portal);
            if (said.Count(s => s == Dismisser.Succeeded) != 1 || left.Count != 1)
                yield return $"round {round}: {string.Join(" and ", said)}, {left.Count} left";
            await BothAgainAsync(portal);
        }
    }

    private static async Task<List<Guid>> LeftAsync(PortalUnderTest portal)
    {
        await using var db = await portal.ReadAsync();
        return await db.Persons.Where(p => p.Organisation == Aarhus && p.IsLocalAdministrator).Select(p => p.Id).ToListAsync(Stop);
    }

    private static Task<int> BothAgainAsync(PortalUnderTest portal) => portal.Store.WriteAsync(
        Aarhus,
        async (db, token) =>
        {
            var persons = await db.Persons.Where(p => p.Organisation == Aarhus).ToListAsync(token);
            persons.ForEach(p => p.IsLocalAdministrator = true);
            return persons.Count;
        },
        Stop);
}
