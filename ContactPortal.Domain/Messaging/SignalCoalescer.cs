namespace ContactPortal.Domain.Messaging;

/// <summary>
/// Coalesces signals: all that arrive before the work begins cause one run; a signal during the run causes one more. Either the first
/// caller to signal schedules the work, or one worker waits for the next signal.
/// </summary>
public sealed class SignalCoalescer
{
    private int pending;
    private TaskCompletionSource? waiter;

    /// <summary>Whether a signal has arrived since the work last began.</summary>
    public bool IsPending => Volatile.Read(ref pending) != 0;

    /// <summary>
    /// Requests work; thread-safe, never blocks. True for the first signal since the work last began: the caller schedules it.
    /// </summary>
    public bool Signal()
    {
        if (Interlocked.Exchange(ref pending, 1) != 0)
            return false;
        Volatile.Read(ref waiter)?.TrySetResult();
        return true;
    }

    /// <summary>Marks the work as begun: it covers all signals so far.</summary>
    public void Begin() => Volatile.Write(ref pending, 0);

    /// <summary>
    /// Waits for a signal and marks the work as begun. For a single worker, which must not wait again before its work is done.
    /// </summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // The waiter is published before the flag is checked, so a concurrent signal is seen here or completes the waiter.
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref waiter, next);
            if (Interlocked.Exchange(ref pending, 0) != 0)
                return;
            await next.Task.WaitAsync(cancellationToken);
        }
    }
}
