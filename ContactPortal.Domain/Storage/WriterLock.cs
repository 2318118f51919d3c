namespace ContactPortal.Domain.Storage;

/// <summary>
/// Lets one command of the process write at a time. The database has one writer anyway; waiting here is first come, first served and wakes
/// at once, waiting inside the database polls. What is to be done before the turn, such as opening the connection, is done by the caller.
/// </summary>
public sealed class WriterLock : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(1, 1);

    /// <summary>Waits for the turn; disposing the answer lets the next one in.</summary>
    public async Task<IDisposable> AcquireAsync(CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken);
        return new Releaser(semaphore);
    }

    /// <inheritdoc />
    public void Dispose() => semaphore.Dispose();

    private sealed class Releaser(SemaphoreSlim semaphore) : IDisposable
    {
        private int released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
                semaphore.Release();
        }
    }
}
