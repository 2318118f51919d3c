using System.Globalization;

namespace ContactPortal.Tests.Hosting;

/// <summary>What makes the randomised tests longer, or another run's again; docs/testing.md tells how.</summary>
internal static class LongRuns
{
    private static readonly int Drawn = Random.Shared.Next(100_000_000);

    /// <summary>Where the seeds begin: another number in every run, unless CONTACTPORTAL_SEED says which.</summary>
    public static int Seed => Number("CONTACTPORTAL_SEED", Drawn);

    /// <summary>The number in the environment variable, if there is one.</summary>
    public static int Number(string variable, int otherwise) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    /// <summary>
    /// How much of what is run against SQLite so often is run against that database: on PostgreSQL the portal leaves to the server what it does
    /// by itself on SQLite, and everything takes several times as long.
    /// </summary>
    public static int On(Database database, int number) => database == Database.Sqlite ? number : Math.Max(1, number / 4);
}
