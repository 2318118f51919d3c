using ContactPortal.Domain.Jobs;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Jobs;

/// <summary>A job is leased to one process at a time, whatever the processes' clocks say.</summary>
public sealed class JobLeasesTests
{
    private const string Job = "reminders";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Job_RequestedByTwoProcesses_BelongsToOneUntilItsLeaseExpires(Database on)
    {
        await using var one = await PortalUnderTest.OnAsync(on);
        await using var other = one.AnotherProcess();
        Assert.True(await TryAcquireAsync(one));
        Assert.False(await TryAcquireAsync(other));
        Assert.True(await other.Get<JobLeases>().TryAcquireAsync("another", CancellationToken));

        // A lease that is renewed in time stays with its holder.
        for (var i = 0; i < 5; i++)
        {
            await AdvanceBothAsync(one, other, JobLeases.Duration * 0.6);
            Assert.True(await TryAcquireAsync(one));
            Assert.False(await TryAcquireAsync(other));
        }

        await AdvanceBothAsync(one, other, JobLeases.Duration + TimeSpan.FromSeconds(1));
        Assert.True(await TryAcquireAsync(other));
        Assert.False(await TryAcquireAsync(one));
    }

    [Theory, EveryDatabase]
    public async Task Job_RequestedByManyAtOnce_BelongsToOne(Database on)
    {
        await using var first = await PortalUnderTest.OnAsync(on);
        await using PortalUnderTest second = first.AnotherProcess(), third = first.AnotherProcess();
        var acquired = await Task.WhenAll(
            new[] { first, second, third }.Select(portal => Task.Run(() => TryAcquireAsync(portal), CancellationToken)));
        Assert.Single(acquired, isAcquired => isAcquired);
    }

    [Fact]
    public async Task ProcessWhoseClockIsMinutesAhead_OnOnePostgresDatabase_TakesNoJobThatIsLeased()
    {
        PostgresServer.SkipWhenMissing();
        await using var one = await PortalUnderTest.OnAsync(Database.Postgres);
        await using var ahead = one.AnotherProcess();
        ahead.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(await TryAcquireAsync(one));
        Assert.False(await TryAcquireAsync(ahead));
    }

    private static Task<bool> TryAcquireAsync(PortalUnderTest portal) => portal.Get<JobLeases>().TryAcquireAsync(Job, CancellationToken);

    private static async Task AdvanceBothAsync(PortalUnderTest one, PortalUnderTest other, TimeSpan time)
    {
        await one.AdvanceAsync(time);
        other.Clock.Advance(time);
    }
}
