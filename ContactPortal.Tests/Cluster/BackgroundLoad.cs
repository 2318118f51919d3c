namespace ContactPortal.Tests.Cluster;

/// <summary>Runs savers in the background until ended.</summary>
internal sealed class BackgroundLoad : IAsyncDisposable
{
    private readonly IReadOnlyList<ContinuousSaver> savers;
    private readonly CancellationTokenSource ending = new();
    private readonly Task saving;

    public BackgroundLoad(IReadOnlyList<ContinuousSaver> savers) =>
        (this.savers, saving) = (savers, Task.WhenAll(savers.Select(saver => saver.RunAsync(ending.Token))));

    /// <summary>Ends the savers after their current save; throws when a save was refused.</summary>
    public async Task<IReadOnlyList<ContinuousSaver>> EndAsync()
    {
        await ending.CancelAsync();
        await saving;
        return savers;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Record.ExceptionAsync(() => saving);
        ending.Dispose();
        foreach (var saver in savers)
            saver.Dispose();
    }
}
