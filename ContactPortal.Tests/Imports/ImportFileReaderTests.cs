using System.Text;
using ContactPortal.Domain.Imports;

namespace ContactPortal.Tests.Imports;

/// <summary>Files as spreadsheets and directories write them, and what is no such file (P7).</summary>
public sealed class ImportFileReaderTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData("Navn;Email;RID\r\nÅse Ærø;aase@a.example;10000099\r\n")]
    [InlineData("Navn,Email,RID\nÅse Ærø,aase@a.example,10000099")]
    [InlineData("Navn\tEmail\tRID\rÅse Ærø\taase@a.example\t10000099\r")]
    [InlineData("\"RID\";\"Full name\";\"E-mail address\"\n\"10000099\";\"Åse Ærø\";\"aase@a.example\"\n")]
    [InlineData("sep=,\r\nrid-nummer,NAVN,mail\r\n10000099, Åse Ærø ,aase@a.example")]
    [InlineData("Navn;Email;RID;Afdeling\n;;;\nÅse Ærø;aase@a.example;10000099;Job, \"nord\"\n;;\n")]
    public void Person_InAnySeparatorQuotingLineEndAndLanguage_IsRead(string text)
    {
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Windows1252, Encoding.Unicode];
        foreach (var encoding in encodings)
        {
            var line = Assert.Single(Read([.. encoding.Preamble, .. encoding.GetBytes(text)]).Lines);
            Assert.Equal(("Åse Ærø", "aase@a.example", "10000099"),
                (line[PersonImportLayout.Name], line[PersonImportLayout.Email], line[PersonImportLayout.Rid]));
            Assert.Null(line.Formula);
        }
    }

    [Fact]
    public void Lines_BelowQuotedLineBreaksAndEmptyLines_HaveTheNumbersThatAnEditorShows()
    {
        var file = Read("Navn;RID\nA;1\n\n\"B\n;\";2\nC;3\n");
        Assert.Equal([(2, 2), (4, 5), (6, 6)], file.Lines.Select(l => (l.Number, l.Until)));
        Assert.Equal([(3, 3)], Read("sep=;\nNavn;RID\nA;1\n").Lines.Select(l => (l.Number, l.Until)));
    }

    [Fact]
    public void Columns_ThatAreNone_AreNamed() => Assert.Equal(["Afdeling", "Stilling"], Read("Afdeling;RID;Stilling\n1;2;3").Ignored);

    [Theory]
    [InlineData("=1+1", "Navn")]
    [InlineData("@SUM(A1)", "Navn")]
    [InlineData("-2", "Navn")]
    [InlineData("+cmd|x", "Navn")]
    [InlineData("\uFF1D1", "Navn")]
    [InlineData("'=1+1", null)]
    [InlineData("+45 28 12 34 56", null)]
    public void Formula_InACell_IsFoundUnlessItIsGuarded(string cell, string? column) =>
        Assert.Equal(column, Read($"Navn;RID\n\"{cell}\";1").Lines.Single().Formula);

    [Fact]
    public void GuardOfAnExport_InACell_IsTakenAway() =>
        Assert.Equal("=1+1", Read("Navn;RID\n'=1+1;1").Lines.Single()[PersonImportLayout.Name]);

    [Theory]
    [InlineData("", ImportFileError.Empty, "")]
    [InlineData(" \r\n\r\n", ImportFileError.Empty, "")]
    [InlineData("Kære alle\n", ImportFileError.HeadingsMissing, "Navn, Email, RID, UUID, Fratrådt, Id")]
    [InlineData("Navn;Email\nA;a@a.example\n", ImportFileError.KeyMissing, "RID, UUID, Id")]
    [InlineData("Navn;RID;Name\nA;1;A\n", ImportFileError.ColumnTwice, "Navn")]
    [InlineData("Navn;RID\n;\n", ImportFileError.LinesMissing, "")]
    [InlineData("PK\u0003\u0004xl/workbook.xml", ImportFileError.Workbook, "")]
    [InlineData("%PDF-1.7\n\u0000\u0001", ImportFileError.NotText, "")]
    public void File_ThatIsNone_IsRefusedWithTheReason(string text, ImportFileError error, string detail) =>
        Assert.Equal(new ImportFileOutcome.Refused(error, detail), Outcome(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Picture_AndFileOfTheWrongSize_AreRefusedWithTheReason()
    {
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52];
        Assert.Equal(new ImportFileOutcome.Refused(ImportFileError.NotText), Outcome(picture));
        Assert.Equal(new ImportFileOutcome.Refused(ImportFileError.TooLarge), Outcome(new byte[50 * 1024 * 1024]));
        var lines = string.Concat(Enumerable.Repeat("A;1\n", ImportFile.MaxLines));
        Assert.Equal(ImportFile.MaxLines, Read("Navn;RID\n" + lines).Lines.Length);
        Assert.Equal(
            new ImportFileOutcome.Refused(ImportFileError.TooManyLines), Outcome(Encoding.UTF8.GetBytes("Navn;RID\n" + lines + "A;1")));
    }

    [Theory]
    [InlineData("/srv/ind/medarbejdere.csv", "medarbejdere.csv")]
    [InlineData(@"C:\Filer\medarbejdere.csv", "medarbejdere.csv")]
    [InlineData("a\u202Eb.csv", "a b.csv")]
    [InlineData("/", "?")]
    public void Name_OfAFile_IsPlainAndWithoutFolders(string path, string name) => Assert.Equal(name, ImportFile.NameOf(path));

    private static ImportFile Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static ImportFile Read(byte[] bytes) => Assert.IsType<ImportFileOutcome.Read>(Outcome(bytes)).File;

    private static ImportFileOutcome Outcome(byte[] bytes) => ImportFileReader.Read("fil.csv", bytes, PersonImportLayout.Layout);
}
