using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Rights;

/// <summary>
/// Two local administrators take the role from each other, or give up their own, at the same time, each on a machine of their own: one
/// keeps it (U5).
/// </summary>
public sealed class LastAdministratorTests
{
    private const int OrdinaryRounds = 6;
    private const int LongRounds = 30;

    private readonly Person one = APerson().LocalAdministrator();
    private readonly Person two = APerson().LocalAdministrator();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>How many rounds; CONTACTPORTAL_ROUNDS says another number.</summary>
    private static int Rounds => TestScale.Count("CONTACTPORTAL_ROUNDS", OrdinaryRounds, LongRounds);

    [Theory, EveryDatabase]
    public Task TwoProcesses_DismissEachOtherAtOnce_ExactlyOneSucceedsEachRound(Database on) => AssertOneWinnerAsync(on, eachOther: true);

    [Theory, EveryDatabase]
    public Task TwoProcesses_DismissThemselvesAtOnce_ExactlyOneSucceedsEachRound(Database on) => AssertOneWinnerAsync(on, eachOther: false);

    [Theory, EveryDatabase]
    public async Task ProcessesThatCountOutsideTheTransaction_BothBeforeEitherWrites_AreFound(Database on)
    {
        await using var portal = await WithBothAsync(on);
        using Pair pair = new(portal, one.Id, two.Id, eachOther: true, ConcurrentDismissal.Carelessly);
        Assert.Equal([ConcurrentDismissal.Ready, ConcurrentDismissal.Ready], await pair.HearAsync());
        pair.GoOn();
        Assert.Equal([ConcurrentDismissal.Counted, ConcurrentDismissal.Counted], await pair.HearAsync());
        pair.GoOn();
        Assert.NotNull(await FaultAsync(portal, await pair.HearAsync()));
    }

    private async Task AssertOneWinnerAsync(Database on, bool eachOther)
    {
        await using var portal = await WithBothAsync(on);
        using Pair pair = new(portal, one.Id, two.Id, eachOther);
        Assert.Equal([ConcurrentDismissal.Ready, ConcurrentDismissal.Ready], await pair.HearAsync());
        for (var round = 0; round < Rounds; round++)
        {
            pair.GoOn();
            var fault = await FaultAsync(portal, await pair.HearAsync());
            Assert.True(fault is null, $"Round {round}: {fault}");
            await BothAgainAsync(portal);
        }

        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    private async Task<PortalUnderTest> WithBothAsync(Database on)
    {
        var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(one, two);
        return portal;
    }

    /// <summary>What is wrong with a round in which the two said that; null when one of them succeeded, and one is left.</summary>
    private static async Task<string?> FaultAsync(PortalUnderTest portal, string[] said)
    {
        var left = await LeftAsync(portal);
        return said.Count(s => s == ConcurrentDismissal.Succeeded) == 1 && left.Count == 1 ? null : $"{string.Join(" and ", said)}, {left.Count} left";
    }

    private static async Task<List<Guid>> LeftAsync(PortalUnderTest portal)
    {
        await using var db = await portal.ReadAsync();
        return await db.Persons.Where(p => p.Organisation == Aarhus && p.IsLocalAdministrator).Select(p => p.Id).ToListAsync(CancellationToken);
    }

    private static Task<int> BothAgainAsync(PortalUnderTest portal) => portal.Store.ExecuteWriteAsync(
        Aarhus,
        async (db, token) =>
        {
            var persons = await db.Persons.Where(p => p.Organisation == Aarhus).ToListAsync(token);
            persons.ForEach(p => p.IsLocalAdministrator = true);
            return persons.Count;
        },
        CancellationToken);

    /// <summary>The two processes, which hear each line at the same time.</summary>
    private sealed class Pair(PortalUnderTest portal, Guid one, Guid two, bool eachOther, params string[] manner) : IDisposable
    {
        private readonly ConcurrentDismissalProcess first = new(portal.Database.AbsoluteConnectionString, one, eachOther ? two : one, manner);
        private readonly ConcurrentDismissalProcess second = new(portal.Database.AbsoluteConnectionString, two, eachOther ? one : two, manner);

        /// <summary>What they say next.</summary>
        public Task<string[]> HearAsync() => Task.WhenAll(first.HearAsync(CancellationToken), second.HearAsync(CancellationToken));

        /// <summary>Tells both to go on.</summary>
        public void GoOn()
        {
            first.GoOn();
            second.GoOn();
        }

        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
