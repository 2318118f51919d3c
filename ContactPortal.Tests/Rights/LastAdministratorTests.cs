using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Rights;

/// <summary>
/// Two local administrators take the role from each other, or give up their own, at the same instant, each on a machine of their own: one
/// keeps it (U5).
/// </summary>
public sealed class LastAdministratorTests : IAsyncLifetime
{
    private const int OrdinaryRounds = 30;

    private readonly DatabaseUnderTest database = DatabaseUnderTest.On(Database.Sqlite);
    private readonly Person one = APerson().LocalAdministrator();
    private readonly Person two = APerson().LocalAdministrator();
    private PortalUnderTest portal = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How many rounds; CONTACTPORTAL_ROUNDS makes it more for a long run.</summary>
    private static int Rounds => LongRuns.Number("CONTACTPORTAL_ROUNDS", OrdinaryRounds);

    public async ValueTask InitializeAsync()
    {
        portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(Stop);
        await portal.HasAsync(one, two);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        database.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoProcesses_DismissEachOtherOrThemselvesAtOnce_ExactlyOneSucceedsEachRound(bool eachOther)
    {
        Assert.Empty(await RoundsWithoutOneWinnerAsync(eachOther).ToListAsync(Stop));
        Assert.Empty((await portal.Verifier.VerifyAsync(Stop)).Faults);
    }

    [Fact]
    public async Task ProcessesThatCountOutsideTheTransaction_InTheSameRounds_AreFound() =>
        Assert.True(await RoundsWithoutOneWinnerAsync(eachOther: true, Dismisser.Carelessly).AnyAsync(Stop), "No round told the difference.");

    private async IAsyncEnumerable<string> RoundsWithoutOneWinnerAsync(bool eachOther, params string[] manner)
    {
        using var first = new DismisserProcess(database.File, one.Id, eachOther ? two.Id : one.Id, manner);
        using var second = new DismisserProcess(database.File, two.Id, eachOther ? one.Id : two.Id, manner);
        await Task.WhenAll(first.HearAsync(Stop), second.HearAsync(Stop));
        for (var round = 0; round < Rounds; round++)
        {
            // An instant that is a little ahead of both.
            var at = DateTimeOffset.UtcNow.AddMilliseconds(20);
            first.Dismiss(at);
            second.Dismiss(at);
            var said = await Task.WhenAll(first.HearAsync(Stop), second.HearAsync(Stop));
            var left = await LeftAsync();
            if (said.Count(s => s == Dismisser.Succeeded) != 1 || left.Count != 1)
                yield return $"round {round}: {string.Join(" and ", said)}, {left.Count} left";
            await BothAgainAsync();
        }
    }

    private async Task<List<Guid>> LeftAsync()
    {
        await using var db = await portal.ReadAsync();
        return await db.Persons.Where(p => p.Organisation == Aarhus && p.IsLocalAdministrator).Select(p => p.Id).ToListAsync(Stop);
    }

    private Task<int> BothAgainAsync() => portal.Store.WriteAsync(
        Aarhus,
        async (db, token) =>
        {
            var persons = await db.Persons.Where(p => p.Organisation == Aarhus).ToListAsync(token);
            persons.ForEach(p => p.IsLocalAdministrator = true);
            return persons.Count;
        },
        Stop);
}
