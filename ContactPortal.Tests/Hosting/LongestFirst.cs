using ContactPortal.Tests.Hosting;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ContactPortal.Tests.Hosting;

/// <summary>Begins with the classes that take longest, so that the run does not end with one of them while nothing else is left to do.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // By the slowest tests that all.sh prints.
    private static readonly string[] Beginning = ["Cluster", ".Crash.", ".Scale.", ".Browser."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(Place).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(Beginning, part => collection.TestCollectionDisplayName.Contains(part, StringComparison.Ordinal));
        return place < 0 ? Beginning.Length : place;
    }
}
