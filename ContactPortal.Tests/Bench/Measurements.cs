namespace ContactPortal.Tests.Bench;

/// <summary>The statistics of one measured quantity over several runs.</summary>
/// <param name="What">The quantity.</param>
/// <param name="Unit">The unit of the figures.</param>
/// <param name="Goal">The goal; empty when there is none.</param>
/// <param name="Count">The number of samples.</param>
/// <param name="Median">The median of all samples.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Most">The maximum.</param>
/// <param name="LeastMedian">The smallest median of a run.</param>
/// <param name="MostMedian">The largest median of a run.</param>
internal sealed record Measurements(
    string What, string Unit, string Goal, int Count, double Median, double P95, double P99, double Most, double LeastMedian,
    double MostMedian)
{
    /// <summary>Computes the statistics of the samples of each run.</summary>
    public static Measurements Of(string what, string unit, string goal, params IReadOnlyCollection<double>[] runs)
    {
        var all = runs.SelectMany(run => run).Order().ToList();
        var medians = runs.Select(run => At([.. run.Order()], 0.5)).ToList();
        return new(what, unit, goal, all.Count, At(all, 0.5), At(all, 0.95), At(all, 0.99), all[^1], medians.Min(), medians.Max());
    }

    // The nearest-rank percentile.
    private static double At(List<double> ordered, double share) => ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Count) - 1)];
}
