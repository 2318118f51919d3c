using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ContactPortal.Tests.Hosting;

/// <summary>The databases that the portal runs on.</summary>
public enum Database
{
    /// <summary>SQLite in a file, the embedded default.</summary>
    Sqlite,
}

/// <summary>Runs a theory once on every database: what holds on one must hold on all.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Database>().Select(database => new TheoryDataRow(database))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
