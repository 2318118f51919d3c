using System.Text.RegularExpressions;
using ContactPortal.Blazor.Hosting;
using Microsoft.Extensions.DependencyModel;

namespace ContactPortal.Tests.Hosting;

/// <summary>The licences of what is shipped are listed by a command, and are those that the packages state.</summary>
public sealed partial class LicencesTests
{
    private static readonly string[] Accepted = ["MIT", "Apache-2.0", "PostgreSQL", "OFL-1.1"];

    // The tests' own program has more libraries.
    private static readonly DependencyContext Portal = Read();

    [Fact]
    public async Task Command_ListsEachLibraryOnce_WithALicenceThatIsAccepted()
    {
        var (exitCode, output) = await PortalProcess.RunAsync("nonsense", "licences");
        Assert.Equal(0, exitCode);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            Portal.RuntimeLibraries.Where(library => library.Type == "package").Select(library => library.Name).Append("IBM Plex Sans")
                .Order(StringComparer.OrdinalIgnoreCase),
            lines.Select(line => Columns().Split(line)[0]));
        Assert.All(lines, line => Assert.Contains(Columns().Split(line)[2], Accepted));
    }

    [Fact]
    public void Licences_AreThoseThatThePackagesState()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var stated = (
            from work in Licences.Of(Portal)
            let name = work.Name.ToLowerInvariant()
            let file = Path.Combine(packages, name, work.Version, $"{name}.nuspec")
            where File.Exists(file)
            let expression = Expression().Match(File.ReadAllText(file))
            where expression.Success
            select (work.Name, work.Licence, Stated: expression.Groups[1].Value)).ToList();
        Assert.True(stated.Count > 40, $"{stated.Count} packages state a licence.");
        Assert.All(stated, work => Assert.Equal((work.Name, work.Stated), (work.Name, work.Licence)));
    }

    [Fact]
    public void Library_ThatTheListLacks_IsUnknown()
    {
        RuntimeLibrary added = new("package", "Nobody.Knows.It", "1.0.0", null, [], [], [], [], serviceable: false);
        DependencyContext built = new(new("net10.0", null, null, true), CompilationOptions.Default, [], [added], []);
        Assert.Contains(new("Nobody.Knows.It", "1.0.0", Licences.Unknown), Licences.Of(built));
    }

    private static DependencyContext Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "ContactPortal.Blazor.deps.json"));
        using var reader = new DependencyContextJsonReader();
        return reader.Read(file);
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Columns();

    [GeneratedRegex("<license type=\"expression\">([^<]+)")]
    private static partial Regex Expression();
}
