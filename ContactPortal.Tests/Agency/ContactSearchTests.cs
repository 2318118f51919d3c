using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Tests.Agency;

/// <summary>The agency's search among the contacts of all municipalities (A1).</summary>
public sealed class ContactSearchTests
{
    private static readonly ContactView Søren = AContact()
        .HeldBy(APerson().Named("Søren Gård").WithEmail("sg@jobcenter.example").WithRid("12345678")).WithMobile("28 12 34 56")
        .ResponsibleFor(Amfora).Build();
    private static readonly ContactView Mette = AContact().In(Koebenhavn)
        .HeldBy(APerson().Named("Mette Holm").WithEmail("mh@kbh.example").WithRid("87654321")).Build();

    private static readonly AgencySnapshot Snapshot = new(
        AgencyParts.Day, [AgencyParts.ASnapshot(Mette).With(Koebenhavn).Part(), AgencyParts.ASnapshot(Søren).Part()]);

    [Theory]
    [InlineData("", "Mette Holm, Søren Gård")]
    [InlineData("  ", "Mette Holm, Søren Gård")]
    [InlineData("soren gard", "Søren Gård")]
    [InlineData("gård AARHUS", "Søren Gård")]
    [InlineData("gård københavn", "")]
    [InlineData("koebenhavn", "Mette Holm")]
    [InlineData("jobcenter", "Søren Gård")]
    [InlineData("28123456", "Søren Gård")]
    [InlineData("28 12 34 56", "Søren Gård")]
    [InlineData("+45 28 12 34 56", "Søren Gård")]
    [InlineData("3456", "Søren Gård")]
    [InlineData("1234", "Søren Gård")]
    [InlineData("8765", "Mette Holm")]
    [InlineData("4321", "")]
    [InlineData("mette 8765", "Mette Holm")]
    [InlineData("qqq", "")]
    public void Text_FindsByMunicipalityNameAddressNumberAndBeginningOfTheRid(string text, string expected) =>
        Assert.Equal(expected, Found(ContactSearch.All with { Text = text }));

    [Fact]
    public void MunicipalityTypeAndProblem_MustAllHold()
    {
        Assert.Equal("Mette Holm", Found(ContactSearch.All with { Municipality = Koebenhavn }));
        Assert.Equal("Søren Gård", Found(ContactSearch.All with { Type = Amfora }));
        Assert.Equal("", Found(ContactSearch.All with { Type = Amfora, Municipality = Koebenhavn }));
        Assert.Equal("", Found(ContactSearch.All with { Problem = ContactProblem.LacksRight }));
        Assert.Equal("", Found(ContactSearch.All with { Municipality = Roskilde }));
    }

    [Fact]
    public void NoCondition_ReturnsTheSharedListItself() => Assert.Equal(Snapshot.Contacts, ContactSearch.All.In(Snapshot));

    private static string Found(ContactSearch search) => string.Join(", ", search.In(Snapshot).Select(c => c.Contact.Values.Name));
}
