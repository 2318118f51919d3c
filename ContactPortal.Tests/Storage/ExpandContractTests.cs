using System.Reflection;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ContactPortal.Tests.Storage;

/// <summary>
/// Migrations only add, so that processes of the version before work on the migrated database while they are restarted one after the other.
/// What is no longer used goes in a later version, whose migration is listed here.
/// </summary>
public sealed class ExpandContractTests
{
    /// <summary>
    /// The migrations of 1.1.0, the last version that is upgraded to with all processes stopped, sort before it: a migration's id begins
    /// with its day.
    /// </summary>
    private const string FirstId = "20261128";

    /// <summary>Migrations that drop or rename what the version before theirs no longer uses.</summary>
    private static readonly string[] Contracting = [];

    [Fact]
    public void Migrations_SinceRollingUpgrades_OnlyAdd() => Assert.Empty(
        from type in typeof(PortalDb).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(Migration))
        let id = type.GetCustomAttribute<MigrationAttribute>()!.Id
        where string.CompareOrdinal(id, FirstId) >= 0 && !Contracting.Contains(id)
        from problem in ((Migration)Activator.CreateInstance(type)!).UpOperations.Select(Problem).OfType<string>()
        select $"{type.FullName}: {problem}");

    [Fact]
    public void Operation_ThatTheVersionBeforeCannotWorkWith_IsFound()
    {
        MigrationOperation[] refused =
        [
            new DropTableOperation { Name = "Contacts" }, new RenameTableOperation { Name = "Contacts" },
            new DropColumnOperation { Table = "Contacts", Name = "Phone" },
            new RenameColumnOperation { Table = "Contacts", Name = "Phone", NewName = "Number" },
            new AlterColumnOperation { Table = "Contacts", Name = "Phone", ColumnType = "integer" },
            new AddColumnOperation { Table = "Contacts", Name = "Remark", IsNullable = false },
        ];
        Assert.All(refused, operation => Assert.NotNull(Problem(operation)));
        MigrationOperation[] taken =
        [
            new CreateTableOperation { Name = "Remarks" }, new CreateIndexOperation { Name = "IX", Table = "Contacts", Columns = ["Phone"] },
            new AddColumnOperation { Table = "Contacts", Name = "Remark", IsNullable = true },
            new AddColumnOperation { Table = "Contacts", Name = "Remark", IsNullable = false, DefaultValue = "" },
            new SqlOperation { Sql = "CREATE POLICY" },
        ];
        Assert.All(taken, operation => Assert.Null(Problem(operation)));
    }

    private static string? Problem(MigrationOperation operation) => operation switch
    {
        DropTableOperation drop => $"drops the table {drop.Name}",
        RenameTableOperation rename => $"renames the table {rename.Name}",
        DropColumnOperation drop => $"drops {drop.Table}.{drop.Name}",
        RenameColumnOperation rename => $"renames {rename.Table}.{rename.Name}",
        AlterColumnOperation alter => $"changes {alter.Table}.{alter.Name}",
        AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null } add =>
            $"adds {add.Table}.{add.Name}, which the version before does not write, without a default",
        _ => null,
    };
}
