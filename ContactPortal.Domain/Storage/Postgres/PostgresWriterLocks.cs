using System.Collections.Concurrent;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>A gate for each organisation, and one for what belongs to none: a queue of one organisation's commands takes one connection.</summary>
public sealed class PostgresWriterLocks : IDisposable
{
    private readonly ConcurrentDictionary<int, WriterLock> locks = [];

    /// <summary>Waits for the organisation's turn in this process; disposing the answer lets the next one in.</summary>
    public Task<IDisposable> AcquireAsync(OrganisationCode? organisation, CancellationToken cancellationToken) =>
        locks.GetOrAdd(PostgresAdvisoryLocks.WriterOf(organisation), _ => new()).AcquireAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var gate in locks.Values)
            gate.Dispose();
    }
}
