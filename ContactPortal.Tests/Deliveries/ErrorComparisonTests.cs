using ContactPortal.Domain.Deliveries;
using CsCheck;

namespace ContactPortal.Tests.Deliveries;

/// <summary>What is new, what stands, what is mended (D6).</summary>
public sealed class ErrorComparisonTests
{
    // Few likenesses, so that duplicates are the rule.
    private static readonly Gen<long[]> Likenesses = Gen.Long[0, 5].Array[0, 20];

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("1 2", "", "", "")]
    [InlineData("", "1 2", "", "1 2")]
    [InlineData("1 2 3", "2 4", "2", "2")]
    [InlineData("1 1", "1 1", "1 2", "")]
    [InlineData("1", "1 1", "1", "2")]
    [InlineData("1 1 1", "1 2", "1", "2")]
    [InlineData("3 2 1", "1 2 3", "1 2 3", "")]
    public void Errors_ComparedWithThoseBefore_StandOrAreMended(string now, string before, string standing, string mended)
    {
        var comparison = Compare(Read(now), Read(before));
        Assert.Equal(standing, string.Join(' ', comparison.Persisting.Order()));
        Assert.Equal(mended, string.Join(' ', comparison.Resolved));
    }

    [Fact]
    public void AnyTwoDeliveries_Compared_AccountForEveryErrorOfBoth() => Gen.Select(Likenesses, Likenesses).Sample((now, before) =>
    {
        var comparison = Compare(now, before);
        var fresh = now.Length - comparison.Persisting.Count;
        Assert.Equal(now.Length, fresh + comparison.Persisting.Count);
        Assert.Equal(before.Length, comparison.Persisting.Count + comparison.Resolved.Length);
        Assert.All(comparison.Persisting, position => Assert.InRange(position, 1, now.Length));
        Assert.Equal(comparison.Resolved.Distinct().Order(), comparison.Resolved);
        foreach (var likeness in now.Concat(before).Distinct())
        {
            var (there, earlier) = (now.Count(l => l == likeness), before.Count(l => l == likeness));
            Assert.Equal(Math.Min(there, earlier), comparison.Persisting.Count(position => now[position - 1] == likeness));
            Assert.Equal(Math.Max(0, earlier - there), comparison.Resolved.Count(position => before[position - 1] == likeness));
        }
    });

    private static long[] Read(string likenesses) => [.. likenesses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(l => l[0] - (long)'0')];

    private static ErrorComparison Compare(long[] now, long[] before) => ErrorComparison.Of(
        [.. now.Select((likeness, i) => new ReceivedError(i + 1, likeness, "A12", "", "", null, ""))],
        [.. before.Select((likeness, i) => new PositionedFingerprint(i + 1, likeness))]);
}
