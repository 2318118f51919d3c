using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Rights;

/// <summary>
/// Two local administrators withdraw the role of each other, or their own, at the same time in separate processes: exactly one of them
/// keeps it (U5).
/// </summary>
public sealed class LastAdministratorTests
{
    private const int OrdinaryRounds = 6;
    private const int LongRounds = 30;

    private readonly Person one = APerson().LocalAdministrator();
    private readonly Person two = APerson().LocalAdministrator();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The number of rounds; CONTACTPORTAL_ROUNDS overrides it.</summary>
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
        Assert.Equal([ConcurrentDismissal.Ready, ConcurrentDismissal.Ready], await pair.ReadLineAsync());
        pair.SendLine();
        Assert.Equal([ConcurrentDismissal.Counted, ConcurrentDismissal.Counted], await pair.ReadLineAsync());
        pair.SendLine();
        Assert.NotNull(await FaultAsync(portal, await pair.ReadLineAsync()));
    }

    private async Task AssertOneWinnerAsync(Database on, bool eachOther)
    {
        await using var portal = await WithBothAsync(on);
        using Pair pair = new(portal, one.Id, two.Id, eachOther);
        Assert.Equal([ConcurrentDismissal.Ready, ConcurrentDismissal.Ready], await pair.ReadLineAsync());
        for (var round = 0; round < Rounds; round++)
        {
            pair.SendLine();
            var fault = await FaultAsync(portal, await pair.ReadLineAsync());
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

    /// <summary>The fault of a round with these outcomes; null when exactly one succeeded and one administrator is left.</summary>
    private static async Task<string?> FaultAsync(PortalUnderTest portal, string[] outcomes)
    {
        var left = await LeftAsync(portal);
        return outcomes.Count(s => s == ConcurrentDismissal.Succeeded) == 1 && left.Count == 1
            ? null
            : $"{string.Join(" and ", outcomes)}, {left.Count} left";
    }

    private static async Task<List<Guid>> LeftAsync(PortalUnderTest portal)
    {
        await using var db = await portal.ReadAsync();
        return await db.Persons.Where(p => p.Organisation == Aarhus && p.IsLocalAdministrator)
            .Select(p => p.Id).ToListAsync(CancellationToken);
    }

    private async Task BothAgainAsync(PortalUnderTest portal)
    {
        var left = Assert.Single(await LeftAsync(portal));
        var administrator = (await portal.Directory.ActorAsync(left, Aarhus, CancellationToken))!;
        Assert.Equal(
            RightsOutcome.Done,
            await portal.Rights.AppointAsync(administrator, left == one.Id ? two.Id : one.Id, CancellationToken));
    }

    /// <summary>The two processes; each step is started in both at the same time.</summary>
    private sealed class Pair(PortalUnderTest portal, Guid one, Guid two, bool eachOther, params string[] options) : IDisposable
    {
        private readonly ConcurrentDismissalProcess first =
            new(portal.Database.AbsoluteConnectionString, one, eachOther ? two : one, options);
        private readonly ConcurrentDismissalProcess second =
            new(portal.Database.AbsoluteConnectionString, two, eachOther ? one : two, options);

        /// <summary>Reads the next line of both.</summary>
        public Task<string[]> ReadLineAsync() =>
            Task.WhenAll(first.ReadLineAsync(CancellationToken), second.ReadLineAsync(CancellationToken));

        /// <summary>Starts the next step in both.</summary>
        public void SendLine()
        {
            first.SendLine();
            second.SendLine();
        }

        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
