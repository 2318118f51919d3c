using ContactPortal.Domain.Live;

namespace ContactPortal.Tests.Live;

public sealed class DatabaseAvailabilityTests : IDisposable
{
    private readonly FakeSnapshotLoader source = new();
    private readonly DatabaseAvailability freshness = new();
    private readonly SnapshotCache rosters;
    private int turns;

    public DatabaseAvailabilityTests()
    {
        rosters = new(source, new(), new(), freshness, new ErrorLog());
        freshness.Subscribe(() => turns++);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => rosters.Dispose();

    [Fact]
    public async Task DatabaseThatIsAway_Swept_IsLostUntilItAnswers_AndEachTurnIsToldOnce()
    {
        await rosters.CurrentAsync(Aarhus, Stop);
        Assert.True(freshness.IsAvailable);
        await FailsAsync();
        await FailsAsync();
        Assert.Equal((false, 1), (freshness.IsAvailable, turns));
        source.Answering = Task.CompletedTask;
        await rosters.RefreshStaleAsync(Stop);
        await rosters.RefreshStaleAsync(Stop);
        Assert.Equal((true, 2), (freshness.IsAvailable, turns));
    }

    [Fact]
    public async Task QuestionThatHung_FailsAfterALaterOneWasAnswered_SaysNothing()
    {
        await rosters.CurrentAsync(Aarhus, Stop);
        var line = new TaskCompletionSource();
        source.Answering = line.Task;
        var hanging = rosters.RefreshStaleAsync(Stop);
        source.Answering = Task.CompletedTask;
        await rosters.RefreshStaleAsync(Stop);
        line.SetException(new IOException("The line was dead."));
        await Assert.ThrowsAsync<IOException>(() => hanging);
        Assert.Equal((true, 0), (freshness.IsAvailable, turns));
    }

    [Fact]
    public async Task Question_GivenUp_SaysNothing()
    {
        await rosters.CurrentAsync(Aarhus, Stop);
        source.Answering = Task.FromCanceled(new(canceled: true));
        await Assert.ThrowsAsync<TaskCanceledException>(() => rosters.RefreshStaleAsync(Stop));
        Assert.True(freshness.IsAvailable);
    }

    [Fact]
    public async Task Watcher_Disposed_IsToldNoMore()
    {
        await rosters.CurrentAsync(Aarhus, Stop);
        var heard = 0;
        freshness.Subscribe(() => heard++).Dispose();
        await FailsAsync();
        Assert.Equal((1, 0), (turns, heard));
    }

    private async Task FailsAsync()
    {
        source.Answering = Task.FromException(new IOException("The database is away."));
        await Assert.ThrowsAsync<IOException>(() => rosters.RefreshStaleAsync(Stop));
    }
}
