using System.Globalization;

namespace ContactPortal.Tests.Hosting;

/// <summary>The number of rounds and the seed of the randomised tests; see docs/testing.md.</summary>
internal static class TestScale
{
    private const int OrdinarySeed = 20_261_124;

    private static readonly int RandomSeed = Random.Shared.Next(100_000_000);

    /// <summary>Whether this is a long run (CONTACTPORTAL_LONG=1).</summary>
    public static bool IsLongRun { get; } = Number("CONTACTPORTAL_LONG", 0) != 0;

    /// <summary>
    /// The first seed: fixed in ordinary runs, so that only a change of the code makes them fail; random in long runs unless
    /// CONTACTPORTAL_SEED is set.
    /// </summary>
    public static int Seed => Number("CONTACTPORTAL_SEED", IsLongRun ? RandomSeed : OrdinarySeed);

    /// <summary>A count: the value of the environment variable, else the default of this kind of run.</summary>
    public static int Count(string variable, int ordinary, int inLongRuns) => Number(variable, IsLongRun ? inLongRuns : ordinary);

    /// <summary>
    /// The count for a database: a quarter on PostgreSQL, where each round takes several times as long.
    /// </summary>
    public static int CountFor(Database database, int number) => database == Database.Sqlite ? number : Math.Max(1, number / 4);

    private static int Number(string variable, int defaultValue) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : defaultValue;
}
