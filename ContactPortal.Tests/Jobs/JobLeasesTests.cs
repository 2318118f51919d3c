using ContactPortal.Domain.Jobs;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Jobs;

/// <summary>One process at a time does a chore, whatever its clock says.</summary>
public sealed class JobLeasesTests
{
    private const string Chore = "sweeping";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Chore_AskedForByTwoProcesses_IsOnesUntilItsLeaseRunsOut(Database on)
    {
        await using var one = await PortalUnderTest.OnAsync(on);
        await using var other = one.AnotherProcess();
        Assert.True(await MayAsync(one));
        Assert.False(await MayAsync(other));
        Assert.True(await other.Get<JobLeases>().TryAcquireAsync("another", CancellationToken));

        // Asked often enough, it stays whose it is.
        for (var i = 0; i < 5; i++)
        {
            await BothPassAsync(one, other, JobLeases.Duration * 0.6);
            Assert.True(await MayAsync(one));
            Assert.False(await MayAsync(other));
        }

        await BothPassAsync(one, other, JobLeases.Duration + TimeSpan.FromSeconds(1));
        Assert.True(await MayAsync(other));
        Assert.False(await MayAsync(one));
    }

    [Theory, EveryDatabase]
    public async Task Chore_AskedForByManyAtOnce_IsOnes(Database on)
    {
        await using var first = await PortalUnderTest.OnAsync(on);
        await using PortalUnderTest second = first.AnotherProcess(), third = first.AnotherProcess();
        var may = await Task.WhenAll(new[] { first, second, third }.Select(portal => Task.Run(() => MayAsync(portal), CancellationToken)));
        Assert.Single(may, whether => whether);
    }

    [Fact]
    public async Task ProcessWhoseClockIsMinutesAhead_OnOnePostgresDatabase_TakesNoChoreThatIsHeld()
    {
        PostgresServer.SkipWhenMissing();
        await using var one = await PortalUnderTest.OnAsync(Database.Postgres);
        await using var ahead = one.AnotherProcess();
        ahead.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(await MayAsync(one));
        Assert.False(await MayAsync(ahead));
    }

    private static Task<bool> MayAsync(PortalUnderTest portal) => portal.Get<JobLeases>().TryAcquireAsync(Chore, CancellationToken);

    private static async Task BothPassAsync(PortalUnderTest one, PortalUnderTest other, TimeSpan time)
    {
        await one.PassAsync(time);
        other.Clock.Advance(time);
    }
}
