using System.Runtime.CompilerServices;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Checks the database: whether it answers, the role, the migrations and row-level security.</summary>
internal sealed class DatabaseSetupCheck(PortalDatabase database) : ISetupCheck
{
    public string Subject => "database";

    public string OnFailure => "check ConnectionStrings:Portal, and that the database server answers from this machine";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var status = await database.GetStatusAsync(cancellationToken);
        yield return Finding.Ok(Subject, status.Description);
        yield return status switch
        {
            { UnknownMigrations: { IsEmpty: false } unknown } => Finding.ToDo(
                Subject, $"another version of the portal added {string.Join(", ", unknown)}: start that version, or restore the backup"),
            { PendingMigrations: { IsEmpty: false } pending } => Finding.Ok(
                Subject, $"{pending.Length} migrations pending, which the next start applies: back up before"),
            _ => Finding.Ok(Subject, "no migration pending"),
        };
        if (status.File is not null)
            yield break;
        yield return status.BypassesPolicies
            ? Finding.ToDo(Subject, "the role bypasses row-level security: use one that is no superuser and has no BYPASSRLS")
            : Finding.Ok(Subject, "the role is held by row-level security");
        yield return status.TablesWithoutPolicy.IsEmpty
            ? Finding.Ok(Subject, "row-level security on every table of organisations")
            : Finding.ToDo(Subject, $"no row-level security on {string.Join(", ", status.TablesWithoutPolicy)}: restore the policies");
    }
}
