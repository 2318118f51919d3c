using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>Sets the organisation scope on every connection that a context opens; the row-level security policies read it.</summary>
internal sealed class OrganisationScopeInterceptor : ConnectionOpenedInterceptor
{
    protected override void ConfigureCommand(DbCommand command, DbContext? context)
    {
        command.CommandText = "SELECT set_config('portal.organisation', @scope, false)";
        var scope = command.CreateParameter();
        (scope.ParameterName, scope.Value) = ("scope", (context as PortalDb)?.Scope.SettingValue ?? "");
        command.Parameters.Add(scope);
    }
}
