using System.Collections.Concurrent;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// A writer lock per organisation, and one for what belongs to none: an organisation's waiting commands occupy one connection together.
/// </summary>
public sealed class PostgresWriterLocks : IDisposable
{
    private readonly ConcurrentDictionary<int, WriterLock> locks = [];

    /// <summary>Acquires the organisation's writer lock in this process; disposing the result releases it.</summary>
    public Task<IDisposable> AcquireAsync(OrganisationCode? organisation, CancellationToken cancellationToken) =>
        locks.GetOrAdd(PostgresAdvisoryLocks.WriterOf(organisation), _ => new()).AcquireAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var writerLock in locks.Values)
            writerLock.Dispose();
    }
}
