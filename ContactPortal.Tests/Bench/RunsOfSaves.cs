using System.Globalization;

namespace ContactPortal.Tests.Bench;

/// <summary>Saves of a name, one after the other, and how long each took to every page that shows it.</summary>
internal static class RunsOfSaves
{
    /// <summary>How many saves a run has.</summary>
    public const int SavesARun = 20;

    private const int Counted = 3;

    // For the compiler, which works beside whatever it compiles: an open portal has long been through with it.
    private const int Uncounted = 12;

    /// <summary>How many there are, as a report says it.</summary>
    public static string InWords => string.Create(CultureInfo.InvariantCulture, $"{Counted} runs, after {Uncounted} that are not counted, of {SavesARun} saves");

    /// <summary>Measures from the save to the page, and the processor time that a save takes.</summary>
    /// <param name="watchers">Who watches, in words.</param>
    /// <param name="goal">The goal, in words.</param>
    /// <param name="processorTime">What the portal has used so far.</param>
    /// <param name="saveAsync">The save of that number in its run, of that name; says how long it took to each page, in milliseconds.</param>
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
