using System.Diagnostics;
using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures the search for persons by name in a municipality of 5,000 persons (K10), on the server.</summary>
internal static class SearchBench
{
    public const string Name = "search";

    private const int Runs = 3;
    private const int Persons = 5_000;
    private const int LoadsARun = 15;
    private const int SearchesARun = 300;
    private const int MostShown = 10;
    private const string Goal = "under 50";

    private static readonly string[] FirstNames =
        ["Søren", "Åse", "Mette", "Jørgen", "Anne-Marie", "Karl", "Zoë", "Bjørn", "Aage", "Freja"];
    private static readonly string[] LastNames = ["Gård", "Sørensen", "Ærø", "Holm", "Nielsen", "Østergaard", "Aagaard", "Lund", "Dam"];

    // What somebody types on the way to a name, and texts that match nearly all, and nobody.
    private static readonly string[] Texts = ["s", "sø", "soer", "soeren gaard", "mette 47", "a", "kommune", "oestergård", "qqqq"];

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Measurements> figures = [.. await MeasureAsync(Database.Sqlite)];
        if (PostgresServer.UnavailableReason is null)
            figures.AddRange(await MeasureAsync(Database.Postgres));
        return new(
            Name,
            string.Create(CultureInfo.InvariantCulture, $"{Runs} runs in a municipality of {Persons:N0} persons with RID and UUID. ")
            + "The first answer is the check whether the persons have changed, and a search; after a change, and when nobody has searched before, with loading them. "
            + $"{LoadsARun} of each a run, and {SearchesARun} searches as after the first letter.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<IEnumerable<Measurements>> MeasureAsync(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync([.. Enumerable.Range(0, Persons).Select(APersonOfMany)]);
        Actor mette = AnActor();
        List<double>[] loaded = Lists(), first = Lists(), following = Lists();
        for (var run = -1; run < Runs; run++)
        {
            for (var i = 0; i < LoadsARun; i++)
            {
                // A cache of its own has loaded nothing.
                var cache = new PersonIndexCache(portal.Store);
                var text = Texts[i % Texts.Length];
                var load = await TimeAsync(() => cache.CurrentAsync(mette, CancellationToken.None), text);
                var again = await TimeAsync(() => cache.CurrentAsync(mette, CancellationToken.None), text);

                // The first run only warms up.
                if (run < 0)
                    continue;
                loaded[run].Add(load);
                first[run].Add(again);
            }

            var index = await portal.Get<PersonIndexCache>().CurrentAsync(mette, CancellationToken.None);
            for (var i = 0; i < SearchesARun; i++)
            {
                var time = await TimeAsync(() => Task.FromResult(index), Texts[i % Texts.Length]);
                if (run >= 0)
                    following[run].Add(time);
            }
        }

        return
        [
            Measurements.Of($"{on}: first answer, persons loaded or changed", "µs", $"{Goal},000", loaded),
            Measurements.Of($"{on}: first answer, persons unchanged", "µs", $"{Goal},000", first),
            Measurements.Of($"{on}: following letter", "µs", "", following),
        ];
    }

    private static async Task<double> TimeAsync(Func<Task<PersonIndex>> indexOf, string text)
    {
        var begun = Stopwatch.GetTimestamp();
        _ = (await indexOf()).Find(text, MostShown);
        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
    }

    private static Person APersonOfMany(int number)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{FirstNames[number % FirstNames.Length]} {LastNames[number % LastNames.Length]} {number}");
        return APerson().Named(name).WithRid((30_000_000 + number).ToString(CultureInfo.InvariantCulture)).Build()
            .Identify(PersonIdentifierKind.ProfessionalUuid, IdentifierText.Of(Guid.NewGuid()), DateTimeOffset.UnixEpoch);
    }

    private static List<double>[] Lists() => [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
}
