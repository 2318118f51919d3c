using System.Globalization;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures runs of successive saves of a name: the time from each save to every page that shows it.</summary>
internal static class RunsOfSaves
{
    /// <summary>The number of saves in a run.</summary>
    public const int SavesARun = 20;

    private const int Counted = 3;

    // Warm-up runs, until tiered compilation is done, as in a portal that has been running for a while.
    private const int Uncounted = 12;

    /// <summary>The number of runs and saves, in words for a report.</summary>
    public static string InWords =>
        string.Create(CultureInfo.InvariantCulture, $"{Counted} runs, after {Uncounted} that are not counted, of {SavesARun} saves");

    /// <summary>Measures the time from the save to the page, and the processor time a save.</summary>
    /// <param name="watchers">The open pages, in words.</param>
    /// <param name="goal">The goal, in words.</param>
    /// <param name="processorTime">The processor time that the portal has used so far.</param>
    /// <param name="saveAsync">Performs a save, given its number in the run and the name; returns the milliseconds to each page.</param>
    public static async Task<IEnumerable<Measurements>> MeasureAsync(
        string watchers, string goal, Func<TimeSpan> processorTime, Func<int, string, Task<IEnumerable<double>>> saveAsync)
    {
        List<double>[] times = [[], [], []], work = [[], [], []];
        for (var run = -Uncounted; run < Counted; run++)
        {
            var used = processorTime();
            for (var i = 0; i < SavesARun; i++)
            {
                var taken = await saveAsync(i, string.Create(CultureInfo.InvariantCulture, $"Maalt {run + Uncounted} {i:00} x"));
                if (run >= 0)
                    times[run].AddRange(taken);
            }

            if (run >= 0)
                work[run].Add((processorTime() - used).TotalMilliseconds / SavesARun);
        }

        return
        [
            Measurements.Of($"{watchers}: from the save to the page", "ms", goal, times),
            Measurements.Of($"{watchers}: processor time a save", "ms", "", work),
        ];
    }
}
