using ContactPortal.Blazor.Hosting;

namespace ContactPortal.Tests.Hosting;

/// <summary>The program's command line, run as a process.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string[] Commands =
    [
        "check", "invite-agency", "import-persons", "import-contacts", "verify-history", "backup", "copy-database", "health",
        "licences",
    ];

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
        Assert.All(Commands, command => Assert.Contains($"  {command} ", output, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task HelpOfACommand_AskedForWithSettingsThatAreWrong_IsItsOwn()
    {
        var (exitCode, output) = await PortalProcess.RunAsync("nonsense", "backup", "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("backup <FILE>", output, StringComparison.Ordinal);
        Assert.Contains("is never replaced", output, StringComparison.Ordinal);
        Assert.DoesNotContain("verify-history", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_AskedFor_IsThatOfTheBuildWithItsCommit()
    {
        var (exitCode, output) = await PortalProcess.RunAsync(ConnectionString, "--version");
        Assert.Equal(0, exitCode);
        Assert.Equal(PortalVersion.Text, output.TrimEnd());
    }

    [Theory]
    [InlineData("1.1.0+0123456789abcdef0123456789abcdef01234567", "1.1.0 (commit 0123456789ab)")]
    [InlineData("1.1.0", "1.1.0")]
    public void Version_OfABuild_IsShown(string informational, string text) => Assert.Equal(text, PortalVersion.TextOf(informational));

    [Theory]
    [InlineData("check", "verify-history", "now")]
    [InlineData("backup")]
    [InlineData("backup", "a.db", "b.db")]
    [InlineData("backup", "a.db", "--force")]
    [InlineData("invite-agency", "--mail", "a@b.example")]
    [InlineData("--hlep")]
    [InlineData("health", "--url", "127.0.0.1:8080")]
    [InlineData("health", "--url", "ftp://portal.example")]
    [InlineData("--urls", "http://localhost:5081", "verify-histroy")]
    public void WrongArguments_Given_AreRefused(params string[] args) => Assert.NotEmpty(CommandLine.Parse(args).Errors);

    [Theory]
    [InlineData("")]
    [InlineData("", "--urls", "http://localhost:5081")]
    [InlineData("", "--Mail:Host=mail.example")]
    [InlineData("", "--environment=Production", "--contentRoot=/usr/lib/contactportal")]
    [InlineData("backup", "backup", "a.db", "--ConnectionStrings:Portal=Data Source=b.db")]
    [InlineData("copy-database", "copy-database", "--to=Data Source=b.db")]
    [InlineData("verify-history", "--environment", "Production", "verify-history")]
    public void Settings_AmongTheArguments_AreLeftToTheConfiguration(string command, params string[] args)
    {
        var arguments = CommandLine.Parse(args);
        Assert.Empty(arguments.Errors);
        Assert.Equal(command, arguments.CommandResult.Command is PortalCommand given ? given.Name : "");
    }

    [Fact]
    public async Task Start_WithoutTimeZoneData_IsRefusedWithThePackageThatIsMissing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has its own data.");
        var (exitCode, output) = await PortalProcess.RunAsync(ConnectionString, new Dictionary<string, string?> { ["TZDIR"] = folder });
        Assert.Equal(1, exitCode);
        Assert.Contains("tzdata", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("", "check", "ConnectionStrings:Portal must be \"Data Source=<file>\"")]
    [InlineData("Nonsense=1;Data Source=portal.db", "verify-history", "ConnectionStrings:Portal must be")]
    [InlineData("Host=127.0.0.1;Database=portal;Password=topsecret;Port=x", "backup copy.db", "ConnectionStrings:Portal must be")]
    [InlineData("Host=127.0.0.1;Database=portal;Password=topsecret;Port=1", "verify-history", "127.0.0.1:1: Connection refused")]
    [InlineData("Host=127.0.0.1;Database=portal;Password=topsecret;Port=1", "invite-agency --email a@b.example", "127.0.0.1:1")]
    [InlineData("Host=127.0.0.1;Database=portal;Password=topsecret;Port=1", "", "127.0.0.1:1")]
    [InlineData("Data Source=/proc/nowhere/portal.db", "invite-agency --email a@b.example", "/proc/nowhere")]
    [InlineData("Data Source=/proc/nowhere/portal.db", "", "/proc/nowhere")]
    [InlineData("Data Source=/proc/version", "", "unable to open database file")]
    public async Task DatabaseThatCanNotBeUsed_EndsStartAndCommandsWithOneLine(string connectionString, string command, string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are those of Linux.");
        var (exitCode, output) = await PortalProcess.RunAsync(
            connectionString, new Dictionary<string, string?> { ["Logging__LogLevel__Default"] = "None" },
            command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, exitCode);
        Assert.Contains(text, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithASettingThatIsWrong_EndsWithItsLineBeforeTheDatabaseIsMade()
    {
        var (exitCode, output) = await PortalProcess.RunAsync(
            ConnectionString, new Dictionary<string, string?> { ["RateLimits__SignIn"] = "0", ["Logging__LogLevel__Default"] = "None" });
        Assert.Equal(1, exitCode);
        Assert.Contains(
            "RateLimits:SignIn", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData(null, "appsettings.Production.json")]
    [InlineData("{ \"Mail\": { \"Host\": \"mail.example\" \"Port\": 25 } }", "LineNumber: 0")]
    public async Task FileOfSettings_ThatCanNotBeRead_EndsTheStartWithOneLineThatNamesIt(string? content, string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege on Windows.");
        var settings = Path.Combine(folder, "appsettings.Production.json");
        if (content is null)
            File.CreateSymbolicLink(settings, Path.Combine(folder, "gone"));
        else
            await File.WriteAllTextAsync(settings, content, TestContext.Current.CancellationToken);
        var (exitCode, output) = await PortalProcess.RunAsync(ConnectionString, "--environment=Production", $"--contentRoot={folder}");
        Assert.Equal(1, exitCode);
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(settings, line, StringComparison.Ordinal);
        Assert.Contains(text, line, StringComparison.Ordinal);
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
