using System.Diagnostics;

namespace ContactPortal.Tests.Hosting;

/// <summary>Waits for a condition without a signal, such as a server's locks, by polling every 20 ms.</summary>
internal static class Poll
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Completes when the condition holds; throws after 30 s.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Timeout)
                throw new TimeoutException($"The condition was not met within {Timeout}.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}})" />
    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));
}
