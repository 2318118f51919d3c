using ContactPortal.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace ContactPortal.Tests.History;

/// <summary>The commands as they are given: a process, its words and its exit code.</summary>
public sealed class VerifyHistoryCommandTests(SeededDatabase seeded)
{
    private const string VerifyHistory = "verify-history";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_AsThePortalWroteItThenTamperedWith_IsVerifiedThenFoundFaultyAtTheLine()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        var (exitCode, said) = await PortalProcess.RunAsync(folder.ConnectionString, VerifyHistory);
        Assert.Equal(0, exitCode);
        Assert.Contains("organisations verified, 0 faulty.", said, StringComparison.Ordinal);

        await using (var behind = new SqliteConnection($"Data Source={folder.DatabaseFile};Pooling=False"))
        {
            await behind.OpenAsync(Stop);
            await using var tamper = behind.CreateCommand();
            tamper.CommandText = """UPDATE "History" SET "ActorName" = 'En Anden' WHERE "Organisation" = 751 AND "Number" = 2""";
            Assert.Equal(1, await tamper.ExecuteNonQueryAsync(Stop));
        }

        (exitCode, said) = await PortalProcess.RunAsync(folder.ConnectionString, VerifyHistory);
        Assert.Equal(1, exitCode);
        Assert.Contains("Organisation 751, line 2: WrongContent", said, StringComparison.Ordinal);
        Assert.Contains("1 faulty.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerifyHistory)]
    [InlineData("backup", "copy.db")]
    public async Task DatabaseThatIsNotThere_GivenToACommand_IsSaidSoAndNotMade(params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("contactportal-mistyped-").FullName;
        var mistyped = Path.Combine(folder, "nowhere", "portal.db");
        var (exitCode, said) = await PortalProcess.RunAsync($"Data Source={mistyped}", [command[0], .. command[1..].Select(file => Path.Combine(folder, file))]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"There is no database at {mistyped}.", said, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Directory.Delete(folder);
    }
}
