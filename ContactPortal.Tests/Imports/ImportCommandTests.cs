using ContactPortal.Domain.History;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Imports;

/// <summary>The operator's commands that take in files (P7, P9).</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("contactportal-import-").FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Fact]
    public async Task Persons_PlannedAndThenApplied_AreInTheDirectoryOnlyAfterwards()
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        await portal.AddAsync(APerson().Named("Mangler I Filen"), APerson().LocalAdministrator().WithRid("20000009"));
        var file = Write("persons.csv", "Navn;Email;RID\nAnna Holm;anna@aarhus.example;20000001\nBo;x;20000002\n;;20000009\n");
        string[] command = ["import-persons", file, "--organisation", "751"];
        var (exitCode, output) = await RunAsync(database, command);
        Assert.Equal(0, exitCode);
        Assert.Contains(
            "Line 2, Anna Holm: new: Name: Anna Holm; E-mail: anna@aarhus.example; RID: 20000001", output, StringComparison.Ordinal);
        Assert.Contains("Line 3, Bo: skipped: ", output, StringComparison.Ordinal);
        Assert.Contains("--missing-have-left 1 marks them as left", output, StringComparison.Ordinal);
        Assert.Contains("Nothing is changed yet", output, StringComparison.Ordinal);
        Assert.Empty(await portal.HistoryAsync(Aarhus));

        (exitCode, output) = await RunAsync(database, [.. command, "--missing-have-left", "2", "--apply"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("--missing-have-left says 2, but 1 persons are missing", output, StringComparison.Ordinal);
        Assert.Empty(await portal.HistoryAsync(Aarhus));

        (exitCode, output) = await RunAsync(database, [.. command, "--missing-have-left", "1", "--apply"]);
        Assert.Equal(0, exitCode);
        Assert.Contains("The plan has been carried out.", output, StringComparison.Ordinal);
        var history = await portal.HistoryAsync(Aarhus);
        Assert.Equal([HistoryKind.PersonAdded, HistoryKind.PersonLeft], history.Select(e => e.Kind));
        Assert.All(history, e => Assert.Equal(("Drift", "persons.csv"), (e.ActorName, FieldChanges.Read(e.Changes)[^1].To)));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Fact]
    public async Task Contacts_AppliedToAnEmptyDatabase_AreThere()
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        var file = Write("contacts.csv", "Kommune;RID;Navn;Email;AMFORA\nAarhus;20000001;Anna Holm;anna@aarhus.example;ja\nX;1;Y;z;\n");
        var (exitCode, output) = await RunAsync(database, "import-contacts", file, "--apply");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Line 3, Y: skipped: No municipality has the name or code \"X\".", output, StringComparison.Ordinal);
        Assert.Contains("Line 2, Aarhus, Anna Holm: new, with a new person: ", output, StringComparison.Ordinal);
        Assert.Contains("Aarhus: 1 new, 0 changed, 0 unchanged, 0 skipped", output, StringComparison.Ordinal);
        await using var portal = PortalUnderTest.On(database);
        Assert.Equal([Amfora], Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Contacts).Values.Responsibilities);
    }

    [Theory]
    [InlineData(2, "import-persons <FILE>", "import-persons")]
    [InlineData(2, "\"102\" is not a municipality's code.", "import-persons", "fil.csv", "--organisation", "102")]
    [InlineData(2, "import-persons <FILE>", "import-persons", "fil.csv", "anden.csv", "--organisation", "751")]
    [InlineData(1, "There is no file /findes/ikke.csv.", "import-persons", "/findes/ikke.csv", "--organisation", "751")]
    [InlineData(2, "import-contacts <FILE>", "import-contacts", "fil.csv", "--organisation", "751")]
    public async Task WrongUsage_IsReported(int code, string message, params string[] arguments)
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        var (exitCode, output) = await RunAsync(database, arguments);
        Assert.Equal(code, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> RunAsync(DatabaseUnderTest database, params string[] arguments) =>
        PortalProcess.RunAsync(database.AbsoluteConnectionString, arguments);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
