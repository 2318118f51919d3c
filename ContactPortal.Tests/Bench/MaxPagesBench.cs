using System.Globalization;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures as many open pages of Kontakter as one machine's ports and file descriptors allow.</summary>
internal static class MaxPagesBench
{
    public const string Name = "most";

    private const int Pages = 18_000;

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        var figures = await CircuitsBench.MeasureAsync(Pages, runs: 1);
        return new(
            Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Opens {Pages:N0} pages as circuits does, once: of the 20,000 files that a process may have open here, and the 28,000 "
                + $"ports of one address, no more are to be had, neither for the portal nor for those who visit it; memory is left."),
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, [.. figures]);
    }
}
