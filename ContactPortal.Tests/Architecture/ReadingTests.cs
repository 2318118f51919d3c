using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Architecture;

/// <summary>
/// Contacts, rights, deliveries and persons are read by somebody through the one check of reads: by the actor and a right, never by the
/// actor's organisation alone.
/// </summary>
public sealed partial class ReadingTests
{
    // The command that answers an access request reads it again, and checks the right, in its own transaction.
    private static readonly string[] OfACommand = ["AccessRequestService.cs", "PortalDatabase.cs"];

    // What keeps the snapshots current, and registers them.
    private static readonly string[] KeepsSnapshots = ["SnapshotRefreshService.cs", "PortalServices.cs"];

    [Fact]
    public void Reads_OfAnActor_NameTheRight() => Assert.Empty(
        from file in Sources.Ending(".cs", ".razor")
        where !file.Path.StartsWith("ContactPortal.Tests/", StringComparison.Ordinal) && !OfACommand.Contains(Path.GetFileName(file.Path))
        where ByOrganisation().IsMatch(file.Text)
        select file.Path);

    [Fact]
    public void Components_GetSnapshots_ByTheReaderAlone() => Assert.Empty(
        from file in Sources.Ending(".cs", ".razor")
        where file.Path.StartsWith("ContactPortal.Blazor/", StringComparison.Ordinal)
        where !KeepsSnapshots.Contains(Path.GetFileName(file.Path))
        where Cache().IsMatch(file.Text)
        select file.Path);

    [Fact]
    public void Components_OpenNoContext() => Assert.Empty(
        from file in Sources.Ending(".razor", ".razor.cs")
        where file.Path.StartsWith("ContactPortal.Blazor/", StringComparison.Ordinal)
        where file.Text.Contains("PortalDatabase", StringComparison.Ordinal)
            || file.Text.Contains("OpenReadAsync", StringComparison.Ordinal)
        select file.Path);

    [Theory]
    [InlineData("await database.OpenReadAsync(actor.Organisation, cancellationToken)", true)]
    [InlineData("await database.OpenReadAsync(Actor.Organisation, Disposed)", true)]
    [InlineData("await database.OpenReadAsync(actor, Actions.ReadContacts, cancellationToken)", false)]
    public void Bypass_IsFound(string source, bool isFound) => Assert.Equal(isFound, ByOrganisation().IsMatch(source));

    [GeneratedRegex(@"OpenReadAsync\(\s*[aA]ctor\.Organisation")]
    private static partial Regex ByOrganisation();

    [GeneratedRegex(@"\bSnapshotCache\b")]
    private static partial Regex Cache();
}
