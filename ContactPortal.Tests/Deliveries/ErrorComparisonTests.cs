using ContactPortal.Domain.Deliveries;
using CsCheck;

namespace ContactPortal.Tests.Deliveries;

/// <summary>Which errors are new, persisting or resolved (D6).</summary>
public sealed class ErrorComparisonTests
{
    // Few different fingerprints, so that most samples contain duplicates.
    private static readonly Gen<long[]> Fingerprints = Gen.Long[0, 5].Array[0, 20];

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("1 2", "", "", "")]
    [InlineData("", "1 2", "", "1 2")]
    [InlineData("1 2 3", "2 4", "2", "2")]
    [InlineData("1 1", "1 1", "1 2", "")]
    [InlineData("1", "1 1", "1", "2")]
    [InlineData("1 1 1", "1 2", "1", "2")]
    [InlineData("3 2 1", "1 2 3", "1 2 3", "")]
    public void Errors_ComparedWithThoseBefore_PersistOrAreResolved(string now, string before, string persisting, string resolved)
    {
        var comparison = Compare(Read(now), Read(before));
        Assert.Equal(persisting, string.Join(' ', comparison.Persisting.Order()));
        Assert.Equal(resolved, string.Join(' ', comparison.Resolved));
    }

    [Fact]
    public void AnyTwoDeliveries_Compared_AccountForEveryErrorOfBoth() => Gen.Select(Fingerprints, Fingerprints).Sample((now, before) =>
    {
        var comparison = Compare(now, before);
        var fresh = now.Length - comparison.Persisting.Count;
        Assert.Equal(now.Length, fresh + comparison.Persisting.Count);
        Assert.Equal(before.Length, comparison.Persisting.Count + comparison.Resolved.Length);
        Assert.All(comparison.Persisting, position => Assert.InRange(position, 1, now.Length));
        Assert.Equal(comparison.Resolved.Distinct().Order(), comparison.Resolved);
        foreach (var fingerprint in now.Concat(before).Distinct())
        {
            var (there, earlier) = (now.Count(f => f == fingerprint), before.Count(f => f == fingerprint));
            Assert.Equal(Math.Min(there, earlier), comparison.Persisting.Count(position => now[position - 1] == fingerprint));
            Assert.Equal(Math.Max(0, earlier - there), comparison.Resolved.Count(position => before[position - 1] == fingerprint));
        }
    });

    private static long[] Read(string fingerprints) =>
        [.. fingerprints.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f[0] - (long)'0')];

    private static ErrorComparison Compare(long[] now, long[] before) => ErrorComparison.Of(
        [.. now.Select((fingerprint, i) => new ReceivedError(i + 1, fingerprint, "A12", "", "", null, ""))],
        [.. before.Select((fingerprint, i) => new PositionedFingerprint(i + 1, fingerprint))]);
}
