using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.History;

/// <summary>The commands run as a process: its output and its exit code.</summary>
public sealed class VerifyHistoryCommandTests
{
    private const string VerifyHistory = "verify-history";

    [Theory, EveryDatabase]
    public async Task Database_AsThePortalWroteItThenTamperedWith_IsVerifiedThenFoundFaultyAtTheEntry(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(AContact());
        await portal.AddAsync(AContact());
        await portal.AddAsync(AContact().In(Roskilde));
        var (exitCode, output) = await PortalProcess.RunAsync(portal.Database.AbsoluteConnectionString, VerifyHistory);
        Assert.Equal(0, exitCode);
        Assert.Contains("3 history entries in 2 organisations verified, 0 faulty.", output, StringComparison.Ordinal);

        await portal.TamperAsync($"""UPDATE "History" SET "ActorName" = 'En Anden' WHERE "Organisation" = 751 AND "Number" = 2""");
        (exitCode, output) = await PortalProcess.RunAsync(portal.Database.AbsoluteConnectionString, VerifyHistory);
        Assert.Equal(1, exitCode);
        Assert.Contains("Organisation 751, entry 2: WrongContent", output, StringComparison.Ordinal);
        Assert.Contains("1 faulty.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerifyHistory)]
    [InlineData("backup", "copy.db")]
    public async Task MissingDatabase_GivenToACommand_IsReportedAndNotCreated(params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("contactportal-mistyped-").FullName;
        var mistyped = Path.Combine(folder, "nowhere", "portal.db");
        var (exitCode, output) = await PortalProcess.RunAsync(
            $"Data Source={mistyped}", [command[0], .. command[1..].Select(file => Path.Combine(folder, file))]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"There is no database at {mistyped}.", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Directory.Delete(folder);
    }
}
