namespace ContactPortal.Tests.Hosting;

/// <summary>The program's command line, run as a process.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-commands-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(folder, "portal.db")}";

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Theory]
    [InlineData("verify-histroy")]
    [InlineData("help")]
    public async Task UnknownCommand_Given_IsRefusedWithTheListOfCommands(string command)
    {
        var (exitCode, output) = await PortalProcess.RunAsync(ConnectionString, command);
        Assert.Equal(2, exitCode);
        Assert.Contains($"There is no command \"{command}\".", output, StringComparison.Ordinal);
        Assert.Contains("verify-history", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Help_AskedFor_ListsTheCommands()
    {
        var (exitCode, output) = await PortalProcess.RunAsync(ConnectionString, "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("invite-agency --email ADDRESS", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task NewDatabase_OnSqlite_IsReadableByThePortalsUserAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var (exitCode, _) = await PortalProcess.RunAsync(ConnectionString, "invite-agency", "--email", "navn@styrelsen.example");
        Assert.Equal(0, exitCode);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "portal.db")));
    }
}
