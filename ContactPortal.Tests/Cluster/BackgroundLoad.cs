namespace ContactPortal.Tests.Cluster;

/// <summary>People who save all the time, from now until it is over.</summary>
internal sealed class BackgroundLoad : IAsyncDisposable
{
    private readonly IReadOnlyList<ContinuousSaver> savers;
    private readonly CancellationTokenSource over = new();
    private readonly Task saving;

    public BackgroundLoad(IReadOnlyList<ContinuousSaver> savers) =>
        (this.savers, saving) = (savers, Task.WhenAll(savers.Select(saver => saver.RunAsync(over.Token))));

    /// <summary>Has each finish the save that it is at; throws when anything was refused.</summary>
    public async Task<IReadOnlyList<ContinuousSaver>> EndAsync()
    {
        await over.CancelAsync();
        await saving;
        return savers;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Record.ExceptionAsync(() => saving);
        over.Dispose();
        foreach (var saver in savers)
            saver.Dispose();
    }
}
