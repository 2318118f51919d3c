using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// An EF Core compiled query that works with both providers. A compiled query belongs to one <see cref="IModel"/>, so one delegate is
/// compiled and cached per model. For queries that run while the writer lock is held.
/// </summary>
/// <param name="compile">Compiles the query with <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> compiled = [];

    /// <summary>The query compiled for the context's model.</summary>
    public TQuery For(PortalDb db) => compiled.GetValue(db.Model, _ => compile());
}
