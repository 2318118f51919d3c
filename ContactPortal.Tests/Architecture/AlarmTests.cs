using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Architecture;

/// <summary>The operator's table of alarms has every category that logs errors.</summary>
public sealed partial class AlarmTests
{
    // It defines the level of a failure, and logs nothing.
    private const string DefinesTheLevel = "DatabaseFailures";

    [Fact]
    public void CategoriesThatLogErrors_InTheTableOfAlarms_AreAll()
    {
        var categories = Sources.Ending(".cs", ".razor")
            .Where(file => !file.Path.StartsWith("ContactPortal.Tests/", StringComparison.Ordinal) && LogsErrors().IsMatch(file.Text))
            .Select(file => Path.GetFileName(file.Path).Split('.')[0])
            .Where(category => category != DefinesTheLevel)
            .Order(StringComparer.Ordinal).ToList();
        Assert.Contains("DatabaseOutage", categories);
        Assert.Contains("EditPanel", categories);
        var operation = Sources.Documents().Single(document => document.Path == "docs/operation.md").Text;
        var table = operation[operation.IndexOf("\n## Alarms", StringComparison.Ordinal)..];
        var rows = table[..table.IndexOf("\n## ", 1, StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.DoesNotContain(categories, category => !rows.Exists(row => row.Contains($"`{category}`", StringComparison.Ordinal)));
    }

    // An outage of the database is logged once by DatabaseOutage: what fails because of it is none of the operator's alarms.
    [Fact]
    public void FailuresOfCommands_InTheComponents_AreNoErrorsWhileTheDatabaseIsAway() =>
        Assert.Empty(Sources.Ending(".razor.cs", ".razor").Where(file => AlwaysErrors().IsMatch(file.Text)).Select(file => file.Path));

    [GeneratedRegex(@"LogLevel\.(Error|Critical)|LogLevel level|\.Log(Error|Critical)\(")]
    private static partial Regex LogsErrors();

    [GeneratedRegex(@"LogLevel\.(Error|Critical)|\.Log(Error|Critical)\(")]
    private static partial Regex AlwaysErrors();
}
