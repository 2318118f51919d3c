using System.Globalization;

namespace ContactPortal.Tests.Hosting;

/// <summary>What makes the randomised tests longer, or another run's again; docs/testing.md tells how.</summary>
internal static class TestScale
{
    private const int OrdinarySeed = 20_261_124;

    private static readonly int RandomSeed = Random.Shared.Next(100_000_000);

    /// <summary>Whether this run is a long one: CONTACTPORTAL_LONG=1.</summary>
    public static bool IsOn { get; } = Number("CONTACTPORTAL_LONG", 0) != 0;

    /// <summary>
    /// Where the seeds begin: the same in every ordinary run, so that a change is what makes it fail; another number in every long run, unless
    /// CONTACTPORTAL_SEED says which.
    /// </summary>
    public static int Seed => Number("CONTACTPORTAL_SEED", IsOn ? RandomSeed : OrdinarySeed);

    /// <summary>How much of something: what its own variable says, else as much as this kind of run has.</summary>
    public static int Count(string variable, int ordinary, int inLongRuns) => Number(variable, IsOn ? inLongRuns : ordinary);

    /// <summary>
    /// How much of what is run against SQLite so often is run against that database: on PostgreSQL the portal leaves to the server what it does
    /// by itself on SQLite, and everything takes several times as long.
    /// </summary>
    public static int On(Database database, int number) => database == Database.Sqlite ? number : Math.Max(1, number / 4);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
