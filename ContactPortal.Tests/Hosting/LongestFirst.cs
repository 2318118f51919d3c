using ContactPortal.Tests.Hosting;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ContactPortal.Tests.Hosting;

/// <summary>Orders the slowest collections first, so that the run does not end with one of them alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // From the list of slowest tests that all.sh prints.
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
