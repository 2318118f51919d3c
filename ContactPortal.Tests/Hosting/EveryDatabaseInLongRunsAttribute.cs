using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// Runs a theory on SQLite, and in a long run (<c>CONTACTPORTAL_LONG=1</c>) on every database. For rules whose queries other tests run on
/// every database each time; in doubt, <see cref="EveryDatabaseAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseInLongRunsAttribute : DataAttribute
{
    /// <summary>The databases of this run.</summary>
    internal static Database[] Databases => TestScale.IsLongRun ? Enum.GetValues<Database>() : [Database.Sqlite];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. EveryDatabaseAttribute.Rows(Databases)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
