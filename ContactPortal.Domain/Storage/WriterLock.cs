namespace ContactPortal.Domain.Storage;

/// <summary>
/// An async lock that lets one command of the process write at a time. The database has one writer anyway; waiting here is first come,
/// first served and wakes at once, while waiting inside SQLite polls. The caller opens the connection before it acquires the lock.
/// </summary>
public sealed class WriterLock : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(1, 1);

    /// <summary>Acquires the lock; disposing the result releases it.</summary>
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
