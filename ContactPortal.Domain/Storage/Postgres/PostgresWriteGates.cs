using System.Collections.Concurrent;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>A gate for each organisation, and one for what belongs to none: a queue of one organisation's commands takes one connection.</summary>
public sealed class PostgresWriteGates : IDisposable
{
    private readonly ConcurrentDictionary<int, WriteGate> gates = [];

    /// <summary>Waits for the organisation's turn in this process; disposing the answer lets the next one in.</summary>
    public Task<IDisposable> EnterAsync(OrganisationCode? organisation, CancellationToken stop) =>
        gates.GetOrAdd(PostgresLocks.WriterOf(organisation), _ => new()).EnterAsync(stop);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var gate in gates.Values)
            gate.Dispose();
    }
}
