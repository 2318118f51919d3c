using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.History;

/// <summary>The commands as they are given: a process, its words and its exit code.</summary>
public sealed class VerifyHistoryCommandTests
{
    private const string VerifyHistory = "verify-history";

    [Theory, EveryDatabase]
    public async Task Database_AsThePortalWroteItThenTamperedWith_IsVerifiedThenFoundFaultyAtTheLine(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(AContact());
        await portal.AddAsync(AContact());
        await portal.AddAsync(AContact().In(Roskilde));
        var (exitCode, said) = await PortalProcess.RunAsync(portal.Database.AbsoluteConnectionString, VerifyHistory);
        Assert.Equal(0, exitCode);
        Assert.Contains("3 history entries in 2 organisations verified, 0 faulty.", said, StringComparison.Ordinal);

        await portal.TamperAsync($"""UPDATE "History" SET "ActorName" = 'En Anden' WHERE "Organisation" = 751 AND "Number" = 2""");
        (exitCode, said) = await PortalProcess.RunAsync(portal.Database.AbsoluteConnectionString, VerifyHistory);
        Assert.Equal(1, exitCode);
        Assert.Contains("Organisation 751, entry 2: WrongContent", said, StringComparison.Ordinal);
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
