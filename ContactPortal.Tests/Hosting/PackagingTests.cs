using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Tests.Architecture;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// The files that packages are made of. Packaging/test.sh makes the packages and installs them; it is slow and needs root.
/// </summary>
public sealed partial class PackagingTests
{
    private const string Program = "/usr/lib/contactportal/ContactPortal.Blazor";
    private static readonly string Folder = Path.Combine(Sources.Root, "ContactPortal.Blazor", "Packaging");

    [Fact]
    public void Version_OfTheBuild_IsTheFirstOfTheChangelog()
    {
        var version = XDocument.Load(Path.Combine(Sources.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.StartsWith($"{version} (commit ", PortalVersion.Text, StringComparison.Ordinal);
        var changelog = File.ReadAllText(Path.Combine(Sources.Root, "docs", "changelog.md"));
        Assert.Equal(version, Heading().Match(changelog).Groups[1].Value);
    }

    [Theory]
    [InlineData("Type", "notify")]
    [InlineData("User", "contactportal")]
    [InlineData("ExecStart", Program)]
    [InlineData("Environment", "ASPNETCORE_ENVIRONMENT=Production")]
    [InlineData("StateDirectory", "contactportal")]
    [InlineData("StateDirectoryMode", "0700")]
    [InlineData("ProtectSystem", "strict")]
    [InlineData("NoNewPrivileges", "true")]
    [InlineData("CapabilityBoundingSet", "")]
    public void Unit_OfTheService_Says(string key, string value) =>
        Assert.Contains($"{key}={value}", File.ReadAllLines(Path.Combine(Folder, "contactportal.service")));

    [Fact]
    public void Unit_OfTheService_WritesNowhereElse() => Assert.DoesNotContain(
        File.ReadAllLines(Path.Combine(Folder, "contactportal.service")),
        line => line.StartsWith("ReadWritePaths", StringComparison.Ordinal) || line.StartsWith("BindPaths", StringComparison.Ordinal));

    [Fact]
    public void WebConfig_ForIis_RunsThePublishedProgramInProductionAndTakesWholeDeliveries()
    {
        var server = XDocument.Load(Path.Combine(Folder, "web.config")).Descendants("system.webServer").Single();
        var core = server.Element("aspNetCore")!;
        Assert.Equal(@".\ContactPortal.Blazor.exe", core.Attribute("processPath")!.Value);
        Assert.Equal("inprocess", core.Attribute("hostingModel")!.Value);
        Assert.Equal(
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            core.Descendants("environmentVariable").Select(v => (v.Attribute("name")!.Value, v.Attribute("value")!.Value)).Single());
        Assert.Equal("true", server.Element("webSocket")!.Attribute("enabled")!.Value);
        Assert.Equal($"{32 * 1024 * 1024}", server.Descendants("requestLimits").Single().Attribute("maxAllowedContentLength")!.Value);
        Assert.Equal("App_Data", server.Descendants("hiddenSegments").Single().Element("add")!.Attribute("segment")!.Value);
    }

    [Fact]
    public void SettingsOfTheDebianPackage_AreReadableAndKeepTheDatabaseInTheFolderOfTheUnit()
    {
        using var settings = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Folder, "debian", "appsettings.Production.json")),
            new() { CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal(
            "Data Source=/var/lib/contactportal/portal.db",
            settings.RootElement.GetProperty("ConnectionStrings").GetProperty("Portal").GetString());
        Assert.Equal(
            "/etc/contactportal/appsettings.Production.json", File.ReadAllText(Path.Combine(Folder, "debian", "conffiles")).TrimEnd());
    }

    /// <summary>The image is built twice: by publish/image.sh without a registry, and by Containerfile.</summary>
    [Fact]
    public void ImageAndContainerfile_SetTheSame()
    {
        var (image, containerfile) =
            (File.ReadAllText(Path.Combine(Folder, "publish", "image.sh")), File.ReadAllText(Path.Combine(Folder, "Containerfile")));
        string[] both =
        [
            "1654:1654", "8080", "/data", "ASPNETCORE_ENVIRONMENT=Production", "ASPNETCORE_URLS=http://*:8080", "ASPNETCORE_TEMP=/data",
            "TMPDIR=/data", "Data Source=/data/portal.db", "DOTNET_EnableDiagnostics=0", Program, "ca-certificates", "libicu72", "tzdata",
        ];
        Assert.All(both, text => Assert.Contains(text, image, StringComparison.Ordinal));
        Assert.All(both, text => Assert.Contains(text, containerfile, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^## ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
