using System.Linq.Expressions;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Snapshots;

/// <summary>A compiled query for one organisation's rows.</summary>
internal sealed class SnapshotQuery<T>(Expression<Func<PortalDb, OrganisationCode, IQueryable<T>>> query)
{
    private readonly CompiledQuery<Func<PortalDb, OrganisationCode, IAsyncEnumerable<T>>> compiled = new(() => EF.CompileAsyncQuery(query));

    /// <summary>Runs the query on that context.</summary>
    public ValueTask<List<T>> ExecuteAsync(PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
        compiled.For(db)(db, organisation).ToListAsync(cancellationToken);
}
