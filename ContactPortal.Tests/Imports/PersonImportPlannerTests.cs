using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Persons;
using CsCheck;

namespace ContactPortal.Tests.Imports;

/// <summary>What a file of persons does to a directory (P7).</summary>
public sealed class PersonImportPlannerTests
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";
    private const string OtherUuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b05";

    private static readonly PersonEntry Anna = AnEntry("Anna Holm", "10000001", Uuid);
    private static readonly PersonEntry Bo = AnEntry("Bo Bak", "10000002");
    private static readonly PersonEntry Carl = AnEntry("Carl Lund", "10000003", OtherUuid, hasLeft: true);
    private static readonly PersonEntry Birthe = AnEntry("Birthe Lund", "10000009") with { IsLocalAdministrator = true };
    private static readonly ImmutableArray<PersonEntry> Directory = [Anna, Bo, Carl, Birthe];

    [Fact]
    public void NewChangedAndUnchangedLines_AreStepsFieldByField()
    {
        var plan = Plan(
            "Navn;Email;RID", "Ny Person;ny@a.example;10000050", "Anna  Holm;anna.ny@a.example;10000001",
            "Bo Bak;bo.bak@a.example;10000002");
        Assert.Equal(
            [
                new(2, null, PersonValues.Empty, new() { Name = "Ny Person", Email = "ny@a.example", Rid = "10000050" }),
                new PersonImportStep(3, Anna.Id, Anna.Values, Anna.Values with { Email = "anna.ny@a.example" }),
            ],
            plan.Steps);
        Assert.Equal([HistoryKind.PersonAdded, HistoryKind.PersonChanged], plan.Steps.Select(s => s.Kind));
        Assert.Equal(1, plan.Unchanged);
        Assert.Empty(plan.Skipped);
    }

    [Theory]
    [InlineData("RID", "10000001")]
    [InlineData("RID;UUID", "10000001;")]
    [InlineData("RID;Navn;Email", "10000001;;")]
    [InlineData("UUID", $"urn:uuid:{Uuid}")]
    [InlineData("UUID;RID;Fratrådt", $"{Uuid};10000001;nej")]
    public void ColumnThatIsAbsentOrCellThatIsEmpty_ErasesNothing(string headings, string line)
    {
        var plan = Plan(headings, line);
        Assert.Equal((0, 1), (plan.Steps.Length, plan.Unchanged));
    }

    [Theory]
    [InlineData("10000009;;Birthe Lund;b@a.example;måske", PersonImportSkipReason.YesNoMalformed, "måske")]
    [InlineData("10000001;7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b99;Anna Holm;;", PersonImportSkipReason.OtherUuid, "Anna Holm")]
    [InlineData($"10000002;{Uuid};Anna Holm;;", PersonImportSkipReason.TwoPersons, "Bo Bak, Anna Holm")]
    [InlineData($"10000002;{OtherUuid};Bo Bak;;", PersonImportSkipReason.TwoPersons, "Bo Bak, Carl Lund")]
    [InlineData("10000003;;Carl Lund;;", PersonImportSkipReason.HasLeft, "Carl Lund")]
    [InlineData("10000055;;Ny;ny@a.example;ja", PersonImportSkipReason.NewAndLeft, "")]
    [InlineData("=1;;Anna;;", PersonImportSkipReason.Formula, "RID")]
    [InlineData("10000001;;\"Anna\nHolm\";;", PersonImportSkipReason.LineBreak, "3")]
    public void Line_ThatIsNotClear_IsSkippedWithTheReason(string line, PersonImportSkipReason reason, string detail)
    {
        var plan = Plan("RID;UUID;Navn;Email;Fratrådt", line);
        Assert.Empty(plan.Steps);
        var skip = Assert.Single(plan.Skipped);
        Assert.Equal((2, reason, detail), (skip.Line, skip.Reason, skip.Detail));
    }

    [Theory]
    [InlineData("123;;Ny;ny@a.example", PersonError.RidMalformed)]
    [InlineData(";;Ny;ny@a.example", PersonError.IdentifierMissing)]
    [InlineData("10000055;;;ny@a.example", PersonError.NameMissing)]
    [InlineData("10000055;;Ny;", PersonError.EmailMissing)]
    [InlineData("10000055;;Ny;ny", PersonError.EmailMalformed)]
    [InlineData("10000055;abc;Ny;ny@a.example", PersonError.UuidMalformed)]
    public void NewPerson_WithAValueThatIsRefused_IsSkippedWithTheError(string line, PersonError error) =>
        Assert.Equal(error, Assert.Single(Plan("RID;UUID;Navn;Email", line).Skipped).Error?.Error);

    [Fact]
    public void Rid_OfAnotherPerson_IsRefusedWithTheName()
    {
        var plan = Plan("Id;RID", $"{Bo.Id};10000001");
        Assert.Equal(
            new PersonValidationError(PersonField.Rid, PersonError.RidTaken, "Anna Holm"), Assert.Single(plan.Skipped).Error);
    }

    [Fact]
    public void SamePersonOrIdentifier_InTwoLines_IsTakenOnce()
    {
        var plan = Plan(
            "RID;UUID;Navn;Email", "10000001;;Anna Ny;", $";{Uuid};Anna Nyere;", "10000060;;Ny;ny@a.example",
            "10000060;;Anden;anden@a.example");
        Assert.Equal([2, 4], plan.Steps.Select(s => s.Line!.Value));
        Assert.Equal([(3, "2"), (5, "4")], plan.Skipped.Select(s => (s.Line, s.Detail)));
        Assert.All(plan.Skipped, skip => Assert.Equal(PersonImportSkipReason.SameAsLine, skip.Reason));
    }

    [Fact]
    public void PersonWhoHasLeft_ReturnsOnlyWhenTheFileSaysSo()
    {
        var step = Assert.Single(Plan("RID;Navn;Fratrådt", "10000003;Carl Lund;nej").Steps);
        Assert.Equal((Carl.Id, HistoryKind.PersonReturned), (step.PersonId!.Value, step.Kind));
        Assert.Equal(1, Plan("RID;Navn;Fratrådt", "10000003;Carl Lund;ja").Unchanged);
        Assert.Equal(HistoryKind.PersonLeft, Assert.Single(Plan("RID;Left", "10000002;yes").Steps).Kind);
    }

    [Fact]
    public void RidOfSomebodyWhoHasLeft_WithAnotherName_IsANewPersons()
    {
        var step = Assert.Single(Plan("RID;Navn;Email", "10000003;Dorte Ny;dorte@a.example").Steps);
        Assert.Null(step.PersonId);
    }

    [Fact]
    public void WhoIsMissing_LeavesOnlyByChoice_AndNeverTheImporter()
    {
        Assert.Empty(Plan("RID", "10000001").Steps);
        var plan = PersonImportPlanner.Plan(ImportTestFile.Persons("RID", "10000001"), Directory, missingHaveLeft: true, Birthe.Id);
        Assert.Equal([new(null, Bo.Id, Bo.Values, Bo.Values with { HasLeft = true })], plan.Steps);
        Assert.Equal([Bo.Id], plan.Missing.Select(p => p.Id));
    }

    [Fact]
    public void WhoMayBeMeantByASkippedLine_IsNotMissing()
    {
        var plan = PersonImportPlanner.Plan(
            ImportTestFile.Persons("RID;Navn", "10000001;", "1000000;bo bak"), Directory, missingHaveLeft: true, Birthe.Id);
        Assert.Empty(plan.Missing);
    }

    [Fact]
    public void Administrators_WhenNoneWouldRemain_AreNotMissing()
    {
        var file = ImportTestFile.Persons("RID", "10000001");
        var one = PersonImportPlanner.Plan(file, Directory, missingHaveLeft: true, Guid.NewGuid());
        Assert.Equal([Bo.Id], one.Missing.Select(p => p.Id));
        var two = Directory.Add(AnEntry("To", "10000010") with { IsLocalAdministrator = true });
        var both = ImportTestFile.Persons("RID", "10000001", "10000010");
        Assert.Contains(PersonImportPlanner.Plan(both, two, missingHaveLeft: true, Guid.NewGuid()).Missing, p => p.Id == Birthe.Id);
    }

    /// <summary>Whatever a directory holds, what it exports and takes in again changes nothing.</summary>
    [Fact]
    public void Export_PlannedAgain_IsUnchanged()
    {
        var texts = Gen.OneOf("Anna Holm", "=1+1", "'=x", "+45", "'Bo'", "Å; \"ø\", x", "-", "@ab");
        var persons = Gen.Select(texts, Gen.OneOf("a@a.example", "+a@a.example", "=a@a.example", ""), Gen.Bool, Gen.Bool, Gen.Bool);
        persons.Array[0, 8].Sample(samples =>
        {
            var entries = samples.Select((s, i) => AnEntry(s.Item1, s.Item3 ? $"2000000{i}" : "", s.Item4 ? UuidOf(i) : "", s.Item5) with
            {
                Values = new()
                {
                    Name = s.Item1, Email = s.Item2, Rid = s.Item3 ? $"2000000{i}" : "", ProfessionalUuid = s.Item4 ? UuidOf(i) : "",
                    HasLeft = s.Item5,
                },
            }).ToImmutableArray();
            if (entries.IsEmpty)
                return;
            var file = ImportTestFile.Exported(PersonImportLayout.Layout, entries.Select(PersonExport.CellsOf));
            var plan = PersonImportPlanner.Plan(file, entries, missingHaveLeft: true, Guid.NewGuid());
            Assert.Empty(plan.Skipped);
            Assert.Empty(plan.Steps);
            Assert.Equal(entries.Length, plan.Unchanged);
        });
    }

    private static string UuidOf(int number) => $"7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1c0{number}";

    private static PersonImportPlan Plan(params string[] lines) =>
        PersonImportPlanner.Plan(ImportTestFile.Persons(lines), Directory, missingHaveLeft: false, Birthe.Id);

    private static PersonEntry AnEntry(string name, string rid, string uuid = "", bool hasLeft = false) => new(
        Guid.NewGuid(), 1,
        new()
        {
            Name = name, Email = $"{name.Replace(' ', '.').ToLowerInvariant()}@a.example", Rid = rid, ProfessionalUuid = uuid,
            HasLeft = hasLeft,
        },
        IsLocalAdministrator: false, hasLeft ? DateTimeOffset.UnixEpoch : null, LastSignInAt: null);
}
