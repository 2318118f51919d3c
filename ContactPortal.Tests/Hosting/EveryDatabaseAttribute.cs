using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// Runs a theory once on every database. For what differs between providers: transactions, locks, leases and concurrency, unique indexes,
/// row-level security, collation and timestamps, and the first test of each query, since each is translated. Databases that this machine
/// lacks are skipped.
/// </summary>
/// <remarks>For rules in C# whose queries another test runs on both databases: <see cref="EveryDatabaseInLongRunsAttribute"/>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Rows(Enum.GetValues<Database>())]);

    public override bool SupportsDiscoveryEnumeration() => true;

    /// <summary>The reason why tests on that database can't run here; null when they can.</summary>
    internal static string? UnavailableReason(Database database) => database switch
    {
        Database.Sqlite => null,
        Database.Postgres => PostgresServer.UnavailableReason,
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "There is no such database."),
    };

    /// <summary>One theory data row for each database.</summary>
    internal static IEnumerable<ITheoryDataRow> Rows(IEnumerable<Database> databases) =>
        databases.Select(database => new TheoryDataRow(database) { Skip = UnavailableReason(database) });
}
