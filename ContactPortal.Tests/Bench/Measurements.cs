namespace ContactPortal.Tests.Bench;

/// <summary>What was measured of one thing, over several runs.</summary>
/// <param name="What">The thing.</param>
/// <param name="Unit">The unit of the figures.</param>
/// <param name="Goal">What is asked of it; empty when nothing is.</param>
/// <param name="Count">How many times it was measured.</param>
/// <param name="Median">The median of all.</param>
/// <param name="P95">Nineteen of twenty are no more than this.</param>
/// <param name="P99">Ninety-nine of a hundred are no more than this.</param>
/// <param name="Most">The greatest.</param>
/// <param name="LeastMedian">The least median of a run.</param>
/// <param name="MostMedian">The greatest median of a run.</param>
internal sealed record Measurements(
    string What, string Unit, string Goal, int Count, double Median, double P95, double P99, double Most, double LeastMedian, double MostMedian)
{
    /// <summary>The figures of what each run measured.</summary>
    public static Measurements Of(string what, string unit, string goal, params IReadOnlyCollection<double>[] runs)
    {
        var all = runs.SelectMany(run => run).Order().ToList();
        var medians = runs.Select(run => At([.. run.Order()], 0.5)).ToList();
        return new(what, unit, goal, all.Count, At(all, 0.5), At(all, 0.95), At(all, 0.99), all[^1], medians.Min(), medians.Max());
    }

    // The least value that so great a share of all is no more than.
    private static double At(List<double> ordered, double share) => ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Count) - 1)];
}
