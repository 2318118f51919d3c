using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Architecture;

/// <summary>Persons' commands run by their actor, so that the pace of one person holds for all of them.</summary>
public sealed partial class CommandTests
{
    // Not a person's: what a sign-in states, the operator's erasures, and one command for the mails of all municipalities.
    private static readonly string[] NotByAPerson = ["RightsFromSignIn.cs", "HistoryEraser.cs", "FailedMails.cs", "PortalDatabase.cs"];

    [Fact]
    public void Commands_OfAnActor_AreBoundedByTheActorsPace() => Assert.Empty(
        from file in Sources.Ending(".cs")
        where file.Path.StartsWith("ContactPortal.Domain/", StringComparison.Ordinal)
        where !NotByAPerson.Contains(Path.GetFileName(file.Path))
        where Bypass().IsMatch(file.Text)
        select file.Path);

    [Theory]
    [InlineData("database.ExecuteWriteAsync(actor.Organisation, async", true)]
    [InlineData("database.ExecuteWriteAsync<int>(\n            actor.Organisation,", true)]
    [InlineData("database.ExecuteWriteAsync(actor, async", false)]
    public void Bypass_IsFound(string source, bool isFound) => Assert.Equal(isFound, Bypass().IsMatch(source));

    [GeneratedRegex(@"ExecuteWriteAsync(?:<[^(]*>)?\(\s*actor\.Organisation")]
    private static partial Regex Bypass();
}
