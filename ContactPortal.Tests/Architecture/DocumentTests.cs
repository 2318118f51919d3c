using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Architecture;

/// <summary>
/// The README and docs/ name what exists: their links lead to files, and the types and members that they name are in the sources.
/// </summary>
public sealed partial class DocumentTests
{
    // Of .NET and its libraries, and only named in the documents.
    private static readonly string[] NamesOfLibraries =
        ["AllowedHosts", "CircuitHandler", "DynamicAdaptationMode", "OnConnectionUpAsync", "RenameColumn", "TagWith"];

    [Fact]
    public void Links_InTheDocuments_LeadToFiles()
    {
        var links = (
            from document in Sources.Documents()
            from Match match in Link().Matches(document.Text)
            let target = match.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith(
                "mailto:", StringComparison.Ordinal)
            select (document.Path, Target: target)).ToList();
        Assert.Contains(links, link => link is { Path: "README.md", Target: "docs/architecture.md" });
        Assert.DoesNotContain(links, link => !Exists(link.Path, link.Target));
    }

    [Fact]
    public void Names_InTheDocuments_AreInTheSources()
    {
        var names = (
            from document in Sources.Documents()
            where document.Path != "docs/changelog.md"
            from Match match in Code().Matches(document.Text)
            from name in match.Groups[1].Value.Split('.')
            where Name().IsMatch(name)
            select (document.Path, Name: name)).Distinct().ToList();
        Assert.Contains(names, name => name is { Path: "docs/architecture.md", Name: "SnapshotCache" });
        var known = Sources.Ending(".cs", ".razor", ".js", ".csproj", ".json", ".resx", ".sh")
            .SelectMany(f => Word().Matches(f.Text).Select(match => match.Value).Concat(f.Path.Split('/', '.')))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(
            names.Where(name => !known.Contains(name.Name) && !NamesOfLibraries.Contains(name.Name)).Select(
                name => $"{name.Path}: {name.Name}"));
    }

    private static bool Exists(string document, string target)
    {
        var path = Path.Combine(Sources.Root, Path.GetDirectoryName(document)!, target);
        return File.Exists(path) || Directory.Exists(path);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([A-Za-z][\w.]*)(?:<\w+>)?(?:\(\))?`")]
    private static partial Regex Code();

    // Two words or more with capitals: a type or a member of ours, not a file's ending or a word of prose.
    [GeneratedRegex("^[A-Z][a-z0-9]+([A-Z][a-z0-9]*)+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
