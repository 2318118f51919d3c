using System.Globalization;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Layout;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Hosting;

/// <summary>What the operator's check prints, run as a process.</summary>
public sealed class CheckCommandTests(IdentityProvider provider) : IClassFixture<IdentityProvider>, IDisposable
{
    private const string Check = "check";
    private const string ReviewedOn = "Accessibility:ReviewedOn";

    // The review of the statement is never due, on whatever day the tests run.
    private const string Never = "9998-01-01";

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-check-").FullName;

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Theory, EveryDatabase]
    public async Task SetUp_InWhichEverythingAnswers_IsOkInEachLineAndChangesNothing(Database on)
    {
        using var database = await DatabaseUnderTest.CreateMigratedAsync(on);
        await using var server = new ScriptedMailServer();
        var arriving = Directory.CreateDirectory(Path.Combine(folder, "new"));
        var seen = Directory.CreateDirectory(Path.Combine(folder, "cur"));
        await File.WriteAllTextAsync(Path.Combine(arriving.FullName, "1.mail"), "Subject: back\n\n", TestContext.Current.CancellationToken);
        var (exitCode, output) = await PortalProcess.RunAsync(database.AbsoluteConnectionString, Settings(server.Port), Check);
        Assert.All(Lines(output), line => Assert.StartsWith("ok  ", line, StringComparison.Ordinal));
        Assert.Equal(0, exitCode);
        string[] found =
        [
            on == Database.Sqlite ? "SQLite" : "PostgreSQL", "no migration pending", $"issuer {provider.Issuer}", "signing keys",
            "the clocks differ by", $"connected to 127.0.0.1:{server.Port}", "accepts the return address back+", "can be written",
            "Europe/Copenhagen", "GiB free",
        ];
        Assert.All(found, text => Assert.Contains(text, output, StringComparison.Ordinal));
        if (on == Database.Postgres)
            Assert.Contains("row-level security on every table", output, StringComparison.Ordinal);
        Assert.Empty(server.Received);
        Assert.Single(arriving.EnumerateFileSystemInfos());
        Assert.Empty(seen.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task SetUp_InWhichNothingAnswers_SaysInEachLineWhatToDo_WithoutASecret()
    {
        using var closed = new ClosedPort();
        var settings = Settings(closed.Number);
        settings["SignIn:Authority"] = $"http://127.0.0.1:{closed.Number}/";
        settings["Mail:Portal"] = "portal.example";
        settings["Mail:BounceFolder"] = Path.Combine(folder, "nowhere");
        var (exitCode, output) = await PortalProcess.RunAsync(
            $"Host=127.0.0.1;Port={closed.Number};Database=portal;Username=portal;Password=topsecret-database", settings, Check);
        Assert.Equal(1, exitCode);
        foreach (var (subject, text) in new[]
        {
            ("settings", "Mail:Portal is \"portal.example\""), ("database", "check ConnectionStrings:Portal"),
        })
        {
            Assert.Contains(
                Lines(output), line => line.StartsWith($"TO DO  {subject,-9}", StringComparison.Ordinal)
                    && line.Contains(text, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("topsecret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatRefusesTheReturnAddress_AndAnswersWithTheSecret_IsReportedWithoutTheSecret()
    {
        using var database = await DatabaseUnderTest.CreateMigratedAsync(Database.Sqlite);
        await using var server = new ScriptedMailServer { Behaviour = _ => ServerBehaviour.RefusesRecipient };
        var settings = Settings(server.Port);
        (settings["Mail:Password"], settings["Mail:BounceFolder"]) = ("no such", "");
        var (exitCode, output) = await PortalProcess.RunAsync(database.AbsoluteConnectionString, settings, Check);
        Assert.Equal(1, exitCode);
        var line = Assert.Single(Lines(output), line => line.StartsWith("TO DO", StringComparison.Ordinal));
        Assert.Contains("550 5.1.1 *** address", line, StringComparison.Ordinal);
        Assert.Contains("let it deliver Mail:ReturnTo", line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task DatabaseWithPendingMigrations_Checked_IsNotMigrated()
    {
        var file = Path.Combine(folder, "portal.db");
        var (exitCode, output) = await PortalProcess.RunAsync(
            $"Data Source={file}", new Dictionary<string, string?> { [ReviewedOn] = Never }, Check);
        Assert.Equal(0, exitCode);
        Assert.Contains("no database yet at", output, StringComparison.Ordinal);
        Assert.Contains("migrations pending", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("2027-11-27", true)]
    [InlineData("2027-11-28", false)]
    public async Task AccessibilityStatement_NotReviewedForAYear_IsToBeReviewed_O6(string today, bool isOk)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse($"{today}T12:00:00Z", CultureInfo.InvariantCulture));
        var check = new AccessibilityCheck(Options.Create(new AccessibilityOptions { ReviewedOn = new(2026, 11, 28) }), clock);
        var findings = new List<Finding>();
        await foreach (var finding in check.RunAsync(TestContext.Current.CancellationToken))
            findings.Add(finding);
        Assert.Equal(isOk, findings[0].IsOk);
        Assert.Contains("2026-11-28", findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TimeZoneData_ThatIsMissingOrWrong_IsReportedWithThePackage()
    {
        Assert.Null(TimeZoneCheck.Refusal());
        Assert.Contains(
            "tzdata", TimeZoneCheck.Refusal(() => throw new TypeInitializationException("", new TimeZoneNotFoundException()), Danish),
            StringComparison.Ordinal);
        Assert.Contains("tzdata", TimeZoneCheck.Refusal(() => new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero), Danish), StringComparison.Ordinal);
        Assert.Contains(
            "libicu", TimeZoneCheck.Refusal(
                () => new(2026, 7, 1, 14, 0, 0, TimeSpan.FromHours(2)), () => throw new System.Globalization.CultureNotFoundException()),
            StringComparison.Ordinal);

        static System.Globalization.CultureInfo Danish() => ContactPortal.Domain.Text.Languages.Danish;
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Dictionary<string, string?> Settings(int mailPort) => new()
    {
        ["SignIn:Authority"] = provider.Issuer, ["SignIn:ClientId"] = IdentityProvider.ClientId,
        ["SignIn:ClientSecret"] = "topsecret-provider", ["Mail:Folder"] = "", ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{mailPort}", ["Mail:Tls"] = "false", ["Mail:Portal"] = "https://portal.example",
        ["Mail:From"] = "portal@portal.example", ["Mail:ReturnTo"] = "back@portal.example", ["Mail:BounceFolder"] = folder,
        [ReviewedOn] = Never,
    };
}
