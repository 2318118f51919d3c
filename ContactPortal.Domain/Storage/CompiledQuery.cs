using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// A question that every command asks: it is worked out once for each kind of database, not each time within a command's turn to write.
/// </summary>
/// <param name="compile">Works it out, by <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> compiled = [];

    /// <summary>The question, to be put to that database.</summary>
    public TQuery For(PortalDb db) => compiled.GetValue(db.Model, _ => compile());
}
