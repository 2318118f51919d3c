namespace ContactPortal.Domain.Messaging;

/// <summary>
/// Coalesces signals: all that come before the work they ask for begins are one piece of work; one that comes during the work asks for
/// another. Either the first to signal schedules the work, or a worker waits for the next signal.
/// </summary>
public sealed class SignalCoalescer
{
    private int pending;
    private TaskCompletionSource? waiter;

    /// <summary>Whether work is asked for that has not begun.</summary>
    public bool IsPending => Volatile.Read(ref pending) != 0;

    /// <summary>Asks for work; from any thread, never waits. True when nobody had asked since the work last began: the caller is to schedule it.</summary>
    public bool Signal()
    {
        if (Interlocked.Exchange(ref pending, 1) != 0)
            return false;
        Volatile.Read(ref waiter)?.TrySetResult();
        return true;
    }

    /// <summary>The work begins: it does what was asked for so far.</summary>
    public void Begin() => Volatile.Write(ref pending, 0);

    /// <summary>Waits until work is asked for, and begins it. For one worker, which does not wait again before it is done.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // The waiter is in place before the signal is looked for: whichever of the two comes second sees the other.
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref waiter, next);
            if (Interlocked.Exchange(ref pending, 0) != 0)
                return;
            await next.Task.WaitAsync(cancellationToken);
        }
    }
}
