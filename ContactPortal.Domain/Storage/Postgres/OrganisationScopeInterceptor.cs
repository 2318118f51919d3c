using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>Tells the database, on every connection that a context opens, whose rows it is to reach: the tables' policies ask.</summary>
internal sealed class OrganisationScopeInterceptor : ConnectionOpenedInterceptor
{
    protected override void ConfigureCommand(DbCommand command, DbContext? context)
    {
        command.CommandText = "SELECT set_config('portal.organisation', @reach, false)";
        var reach = command.CreateParameter();
        (reach.ParameterName, reach.Value) = ("reach", (context as PortalDb)?.Scope.SettingValue ?? "");
        command.Parameters.Add(reach);
    }
}
