using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ContactPortal.Tests.Hosting;

/// <summary>The databases that the portal runs on.</summary>
public enum Database
{
    /// <summary>SQLite in a file, the embedded default.</summary>
    Sqlite,

    /// <summary>PostgreSQL, which several processes share.</summary>
    Postgres,
}

/// <summary>Runs a theory once on every database: what holds on one must hold on all. One that this machine lacks is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Database>().Select(database => new TheoryDataRow(database) { Skip = WhyNot(database) })]);

    /// <summary>Why tests on that database can't run here; null when they can.</summary>
    internal static string? WhyNot(Database database) => database switch
    {
        Database.Sqlite => null,
        Database.Postgres => PostgresServer.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "There is no such database."),
    };

    public override bool SupportsDiscoveryEnumeration() => true;
}
