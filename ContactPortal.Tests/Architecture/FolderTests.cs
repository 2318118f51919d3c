using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Architecture;

/// <summary>
/// The folders of the domain depend on each other in one direction: none needs, by way of others, a folder that needs it. Storage stands
/// outside of that order: its context maps the entities of every folder, and every command opens it.
/// </summary>
public sealed partial class FolderTests
{
    private const string Domain = "ContactPortal.Domain/";
    private const string Storage = "Storage";

    [Fact]
    public void FoldersOfTheDomain_ByTheirUsings_FormNoCircle()
    {
        var needs = Needs(Sources.Ending(".cs"));
        Assert.Contains("Contacts", needs["Mail"]);
        Assert.Contains("Persons", needs["Contacts"]);
        Assert.Contains("Contacts", needs["Snapshots"]);
        Assert.Empty(InCircles(needs));
    }

    [Fact]
    public void FoldersThatNeedEachOther_AreFound()
    {
        (string, string)[] files =
        [
            (Domain + "Contacts/A.cs", "using ContactPortal.Domain.Mail;\n"),
            (Domain + "Mail/B.cs", "using ContactPortal.Domain.Rights;\n"),
            (Domain + "Rights/C.cs", "using ContactPortal.Domain.Contacts;\n"),
            (Domain + "Jobs/D.cs", "using ContactPortal.Domain.Contacts;\n"),
        ];
        Assert.Equal(["Contacts", "Mail", "Rights"], InCircles(Needs(files)).Order());
    }

    private static Dictionary<string, HashSet<string>> Needs(IEnumerable<(string Path, string Text)> files) =>
        files.Where(f => f.Path.StartsWith(Domain, StringComparison.Ordinal) && f.Path.Count(c => c == '/') > 1)
            .GroupBy(f => f.Path.Split('/')[1])
            .Where(folder => folder.Key != Storage)
            .ToDictionary(
                folder => folder.Key,
                folder => folder.SelectMany(f => Using().Matches(f.Text).Select(match => match.Groups[1].Value))
                    .Where(other => other != folder.Key && other != Storage)
                    .ToHashSet(StringComparer.Ordinal));

    // Takes away, again and again, what needs nothing that is left, and what nothing that is left needs: circles remain.
    private static HashSet<string> InCircles(Dictionary<string, HashSet<string>> needs)
    {
        var left = needs.Keys.ToHashSet(StringComparer.Ordinal);
        while (left.RemoveWhere(folder => !needs[folder].Overlaps(left) || !left.Any(other => needs[other].Contains(folder))) > 0)
        {
        }

        return left;
    }

    [GeneratedRegex(@"^using (?:static )?ContactPortal\.Domain\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
