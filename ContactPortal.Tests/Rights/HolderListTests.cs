using System.Collections.Immutable;
using Bunit;
using ContactPortal.Blazor.Rights;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Rights;

/// <summary>The list of holders of the right: search, sorting, and who granted it when.</summary>
public sealed class HolderListTests : ComponentTest
{
    private static readonly DateTimeOffset March = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private static readonly ContactView Contact = AContact().HeldBy(APerson().Named("Anna Aa")).Build();

    private static readonly ImmutableArray<RightsHolder> Holders =
    [
        new(new(Contact.PersonId, "30000001", "Anna Aa"), March, "Birthe Lund", null, null),
        new(new(Guid.NewGuid(), "30000002", "Åge Bæk"), March.AddDays(2), "Anders And", March.AddDays(3), "Vikar"),
        new(new(Guid.NewGuid(), "40000003", "Zita Holm"), March.AddDays(1), "Carl Friis", null, null),
        new(new(Guid.NewGuid(), "40000004", "Øjvind Før"), March.AddDays(1), "Dan Holm", March.AddDays(2), null),
    ];

    private readonly List<PersonView> withdrawn = [];

    [Fact]
    public void Holder_Shown_HasWhoGrantedItWhenAndWhetherContact()
    {
        var rows = List().FindAll("tbody tr");
        Assert.Equal(
            ["Anna Aa", "30000001", "Ja", "2. mar. 2026 kl. 10.30.00", "Birthe Lund"],
            rows[0].QuerySelectorAll("td").Take(5).Select(c => c.TextContent));
        Assert.Equal("–", rows[1].QuerySelectorAll("td")[2].TextContent);
        Assert.Equal("Ikke længere", rows[2].QuerySelectorAll("td")[2].TextContent);
        Assert.Equal("Nej, beholder: Vikar", rows[3].QuerySelectorAll("td")[2].TextContent);
    }

    [Theory]
    [InlineData("", "Anna Aa, Zita Holm, Øjvind Før, Åge Bæk")]
    [InlineData("ÅGE", "Åge Bæk")]
    [InlineData("  holm ", "Zita Holm")]
    [InlineData("3000", "Anna Aa, Åge Bæk")]
    [InlineData("0003", "")]
    public void Search_ByPartOfTheNameOrTheBeginningOfTheRid_FindsThose(string sought, string found)
    {
        var list = List();
        list.Find("input[type=search]").Input(sought);
        Assert.Equal(found, string.Join(", ", Names(list)));
    }

    [Fact]
    public void SearchThatFindsNobody_SaysForWhat()
    {
        var list = List();
        list.Find("input[type=search]").Input("Karen");
        Assert.Contains("Ingen passer til \"Karen\".", list.Markup, StringComparison.Ordinal);
        Assert.Empty(list.FindAll("table"));
    }

    [Theory]
    [InlineData("Navn", "Åge Bæk, Øjvind Før, Zita Holm, Anna Aa")]
    [InlineData("Givet", "Anna Aa, Zita Holm, Øjvind Før, Åge Bæk")]
    [InlineData("Givet af", "Åge Bæk, Anna Aa, Zita Holm, Øjvind Før")]
    public void Heading_Pressed_SortsByIt(string heading, string order)
    {
        var list = List();
        list.FindAll("th button").Single(b => b.TextContent.Trim() == heading).Click();
        Assert.Equal(order, string.Join(", ", Names(list)));
        Assert.Equal(heading, Assert.Single(list.FindAll("th[aria-sort]")).TextContent.Trim());
    }

    [Fact]
    public void Right_Withdrawn_IsThatPersons()
    {
        var list = List();
        list.Find("button[aria-label='Fratag rettigheden: Zita Holm']").Click();
        Assert.Equal("Zita Holm", Assert.Single(withdrawn).Name);
    }

    [Fact]
    public void RightsThatAreGrantedElsewhere_HaveNoButtonButTheHeadings() => Assert.Empty(List(readOnly: true).FindAll("tbody button"));

    [Fact]
    public void NobodyHoldsTheRight_SaysSo() =>
        Assert.Contains("Ingen i Aarhus har rettigheden endnu.", List(false, []).Markup, StringComparison.Ordinal);

    [Fact]
    public void Count_OfOneAndOfMany_IsRightlySpelt()
    {
        Assert.Contains("1 medarbejder<", List(false, [Holders[0]]).Markup, StringComparison.Ordinal);
        Assert.Contains("4 medarbejdere<", List().Markup, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(IRenderedComponent<HolderList> list) =>
        list.FindAll("tbody tr td:first-child").Select(c => c.TextContent);

    private IRenderedComponent<HolderList> List(bool readOnly = false, ImmutableArray<RightsHolder>? holders = null) =>
        Render<HolderList>(list => list
        .Add(l => l.Snapshot, new OrganisationSnapshot(Aarhus, 1, [], [Contact], new(holders ?? Holders, [], [], []), [], [], [], 0))
        .Add(l => l.ReadOnly, readOnly)
        .Add(l => l.Withdraw, withdrawn.Add));
}
