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

/// <summary>
/// Runs a theory once on every database. For what the databases do each in their own way: transactions, locks, leases and whatever goes on at
/// once, unique indexes, row level security, collation and moments, and the first test of each query, since each is translated. What this
/// machine lacks is skipped.
/// </summary>
/// <remarks>What only follows from a rule in C#, by queries that another test runs on both: <see cref="EveryDatabaseInLongRunsAttribute"/>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Rows(Enum.GetValues<Database>())]);

    public override bool SupportsDiscoveryEnumeration() => true;

    /// <summary>Why tests on that database can't run here; null when they can.</summary>
    internal static string? UnavailableReason(Database database) => database switch
    {
        Database.Sqlite => null,
        Database.Postgres => PostgresServer.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "There is no such database."),
    };

    /// <summary>A row of data for each of those databases.</summary>
    internal static IEnumerable<ITheoryDataRow> Rows(IEnumerable<Database> databases) =>
        databases.Select(database => new TheoryDataRow(database) { Skip = UnavailableReason(database) });
}

/// <summary>
/// Runs a theory on SQLite, and in a long run (<c>CONTACTPORTAL_LONG=1</c>) on every database. For rules whose queries other tests run on
/// every database each time; in doubt, <see cref="EveryDatabaseAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseInLongRunsAttribute : DataAttribute
{
    /// <summary>The databases of this run.</summary>
    internal static Database[] Databases => TestScale.IsOn ? Enum.GetValues<Database>() : [Database.Sqlite];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. EveryDatabaseAttribute.Rows(Databases)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
