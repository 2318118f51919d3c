using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Architecture;

/// <summary>
/// Names, comments, messages and documents use the field's terms: a retired word is refused, with the term to use instead. The table is the
/// whole rule: add a word to it when it is replaced.
/// </summary>
public sealed partial class LanguageTests
{
    private const string ThisFile = "ContactPortal.Tests/Architecture/LanguageTests.cs";

    /// <summary>A part of an identifier (case counts: parts begin with a capital, or the identifier begins with it).</summary>
    private static readonly (string Part, string Use)[] RetiredParts =
    [
        ("Wire", "Backplane"), ("Ear", "Listener"), ("Mouth", "Notifier"), ("Roster", "Snapshot"),
        ("Rosters", "Snapshots"), ("Chore", "Job"),
        ("Chores", "Jobs"), ("Shelf", "Entry"), ("Shelves", "Entries"), ("Doubt", "Resync"), ("Pen", "Writer"),
        ("Sweep", "Refresh, RemoveExpired"),
        ("Told", "Signal"), ("Witness", "Invariants"), ("Crowd", "SimulatedPages"), ("Likeness", "Fingerprint"),
        ("Walls", "RowLevelSecurity"),
        ("Hear", "Receive"), ("Hears", "Receives"), ("Heard", "Received"), ("Speaks", "Publishes"),
        ("Tell", "Publish, Notify"), ("Mend", "Reconnect"), ("Freshness", "DatabaseAvailability"), ("Watches", "CompositeDisposable"),
        ("Gate", "Lock"), ("Gates", "Locks"), ("Door", "Middleware"), ("Carrier", "Transport"), ("Reach", "Scope"),
        ("Book", "Service"), ("Register", "Queries"), ("Judge", "Validate, Evaluate"), ("Desk", "Extensions"), ("Mood", "Behaviour"),
        ("Visitor", "User"), ("Patience", "Timeout, RetryWindow"), ("Dismisser", "ConcurrentDismissal"), ("Stranded", "Disconnected"),
        ("Broken", "Errors, Invalid"), ("Overtaken", "Conflict"), ("Flowed", "UpdatedByOthers"), ("Yours", "NotFound"),
    ];

    /// <summary>A phrase in prose: comments, messages and documents.</summary>
    private static readonly (string Phrase, string Use)[] RetiredPhrases =
    [
        ("turn to write", "write transaction"), ("word between the processes", "message between the processes"),
        ("says the word", "publishes the message"),
        ("hears itself", "receives its heartbeat"), ("worked out once", "compiled once"), ("puts a question", "runs a query"),
        ("takes up the pen", "begins to append"),
        ("chores", "jobs"), ("roster", "snapshot"), ("still life", "static fragment"), ("the ear", "the listener"),
        ("the mouth", "the notifier"),
        ("made good", "recovered"), ("makes good", "recovers"), ("is swallowed", "is lost"), ("said once", "logged once"),
        ("a closed lid", "an expired tab"), ("behind the back", "in the background"), ("works itself out", "is derived"),
    ];

    // Tables and columns keep the names that they were created with; two are the framework's.
    private static readonly string[] KeptNames =
        ["SettledTasks", "ChoreLeases", "Chore", "Likeness", "RegisterProvider", "RegisterHandlers"];

    [Fact]
    public void RetiredWords_InNames_AreNowhere()
    {
        var files = Sources.Ending(".cs", ".razor", ".js", ".css")
            .Where(f => f.Path != ThisFile && !f.Path.Contains("/Migrations/", StringComparison.Ordinal)).ToList();
        Assert.Contains(files, f => f.Path == "ContactPortal.Domain/Messaging/Backplane.cs");
        Assert.Empty(files.SelectMany(f => InNames(f.Path, f.Text)));
    }

    [Fact]
    public void RetiredPhrases_InProse_AreNowhere()
    {
        var files = Sources.Ending(".cs", ".razor", ".js", ".css", ".sh", ".en.resx")
            .Concat(Sources.Documents()).Where(f => f.Path != ThisFile).ToList();
        Assert.Contains(files, f => f.Path == "README.md");
        Assert.Contains(files, f => f.Path == "docs/architecture.md");
        Assert.Empty(
            from file in files
            from retired in RetiredPhrases
            where Regex.IsMatch(file.Text, $@"\b{Regex.Escape(retired.Phrase)}\b", RegexOptions.IgnoreCase)
            select $"{file.Path}: \"{retired.Phrase}\": say {retired.Use}.");
    }

    [Theory]
    [InlineData("var roster = Rosters.Of(place);", "Rosters")]
    [InlineData("private readonly PostgresEar ear;", "PostgresEar")]
    [InlineData("await HistoryPen.TakeAsync(db);", "HistoryPen")]
    public void RetiredWord_InAName_IsFoundWithItsTerm(string line, string name) =>
        Assert.Contains(InNames("file.cs", line), found => found.Contains($"\"{name}\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("IEnumerable<int> Early, Open, Pending, Earned, DoubtfulPhoneNumber")]
    [InlineData("ToTable(\"ChoreLeases\")")]
    public void OtherNames_WithTheSameLetters_AreFree(string line) => Assert.Empty(InNames("file.cs", line));

    private static IEnumerable<string> InNames(string path, string text) =>
        from name in Identifier().Matches(text).Select(match => match.Value).Distinct()
        where !KeptNames.Contains(name)
        from part in Part().Matches(name).Select(match => match.Value)
        from retired in RetiredParts
        where retired.Part == part
        select $"{path}: \"{name}\": say {retired.Use}.";

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b")]
    private static partial Regex Identifier();

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex Part();
}
