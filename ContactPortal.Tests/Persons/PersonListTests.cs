using System.Collections.Immutable;
using Bunit;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Persons;

/// <summary>The table Brugerkatalog: search, sorting, those who have left, and a large municipality (P4).</summary>
public sealed class PersonListTests : ComponentTest
{
    private const string UuidOfZita = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";
    private static readonly DateTimeOffset March = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<PersonEntry> Persons =
    [
        Entry("Anna Aa", "z.anna@aarhus.example", "30000001", signedIn: March.AddDays(2)),
        Entry("Åge Bæk", "baek@aarhus.example", "30000002", administrator: true),
        Entry("Zita Holm", "zita@aarhus.example", "", uuid: UuidOfZita, signedIn: March),
        Entry("Lars Laursen", "lars@aarhus.example", "40000004", left: March.AddDays(1)),
    ];

    private readonly List<PersonEntry?> edited = [];

    [Fact]
    public void Person_Shown_HasEmailRidRoleAndStatus()
    {
        var list = List();
        list.Find("[role=switch]").Change(true);
        Assert.Equal(
            ["Anna Aa|z.anna@aarhus.example|30000001|Medarbejder|Sidst logget ind 4. mar. 2026",
                "Lars Laursen|lars@aarhus.example|40000004|Medarbejder|Fratrådt 3. mar. 2026",
                "Zita Holm|zita@aarhus.example||Medarbejder|Sidst logget ind 2. mar. 2026",
                "Åge Bæk|baek@aarhus.example|30000002|Brugeradministrator|Ikke logget ind endnu"],
            list.FindAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Take(5).Select(c => c.TextContent.Trim()))));
    }

    [Theory]
    [InlineData("", "Anna Aa, Zita Holm, Åge Bæk", "3 medarbejdere")]
    [InlineData("ÅGE", "Åge Bæk", "1 af 3 medarbejdere")]
    [InlineData("  holm ", "Zita Holm", "1 af 3 medarbejdere")]
    [InlineData("BAEK@", "Åge Bæk", "1 af 3 medarbejdere")]
    [InlineData("3000", "Anna Aa, Åge Bæk", "2 af 3 medarbejdere")]
    [InlineData("0001", "", "0 af 3 medarbejdere")]
    [InlineData("7F3A1C52", "Zita Holm", "1 af 3 medarbejdere")]
    public void Search_ByNameEmailRidOrUuid_FindsThose(string sought, string found, string count)
    {
        var list = List();
        list.Find("input[type=search]").Input(sought);
        Assert.Equal(found, string.Join(", ", Names(list)));
        Assert.Equal(count, list.Find(".persons-bar .muted").TextContent);
    }

    [Fact]
    public void SearchThatFindsNobody_SaysForWhat()
    {
        var list = List();
        list.Find("input[type=search]").Input("Karen");
        Assert.Contains(list.FindAll("p.muted"), p => p.TextContent == "Ingen medarbejdere passer til \"Karen\".");
    }

    [Theory]
    [InlineData("Navn", "Åge Bæk, Zita Holm, Anna Aa", "Anna Aa, Zita Holm, Åge Bæk")]
    [InlineData("Email", "Åge Bæk, Anna Aa, Zita Holm", "Zita Holm, Anna Aa, Åge Bæk")]
    [InlineData("RID", "Zita Holm, Anna Aa, Åge Bæk", "Åge Bæk, Anna Aa, Zita Holm")]
    [InlineData("Rolle", "Åge Bæk, Anna Aa, Zita Holm", "Anna Aa, Zita Holm, Åge Bæk")]
    [InlineData("Status", "Åge Bæk, Zita Holm, Anna Aa", "Anna Aa, Zita Holm, Åge Bæk")]
    public void Heading_PressedTwice_SortsByItAndThenTheOtherWay(string heading, string first, string second)
    {
        var list = List();
        foreach (var order in new[] { first, second })
        {
            list.FindAll("th button").Single(b => b.TextContent.Trim() == heading).Click();
            Assert.Equal(order, string.Join(", ", Names(list)));
            Assert.Equal(heading, Assert.Single(list.FindAll("th[aria-sort]")).TextContent.Trim());
        }
    }

    [Fact]
    public void ThoseWhoHaveLeft_AskedFor_AreShownWithTheOthersAndFoundBySearch()
    {
        var list = List();
        Assert.DoesNotContain("Lars Laursen", Names(list));
        Assert.Contains("Vis fratrådte (1)", list.Markup, StringComparison.Ordinal);
        list.Find("[role=switch]").Change(true);
        Assert.Contains("Lars Laursen", Names(list));
        list.Find("input[type=search]").Input("4000");
        Assert.Equal(["Lars Laursen"], Names(list));
        list.Find("[role=switch]").Change(false);
        Assert.Empty(Names(list));
    }

    [Fact]
    public void MunicipalityOfAThousandPersons_BeforeTheBrowserHasMeasured_ShowsTheFirstFortyOfThem()
    {
        ImmutableArray<PersonEntry> many =
            [.. Enumerable.Range(0, 1000).Select(i => Entry($"Anna {i:0000}", $"anna.{i}@aarhus.example", $"{50_000_000 + i}"))];
        var list = List(many);
        Assert.Equal(many.Take(40).Select(p => p.Values.Name), Names(list).Take(40));
        Assert.InRange(Names(list).Count(), 40, 200);
        Assert.Equal("1000 medarbejdere", list.Find(".persons-bar .muted").TextContent);
        list.Find("input[type=search]").Input("Anna 0999");
        Assert.Equal(["Anna 0999"], Names(list));
    }

    [Fact]
    public void Buttons_OfARowAndForANewPerson_OpenThatPersonOrNone()
    {
        var list = List();
        list.Find("button[aria-label='Rediger Zita Holm']").Click();
        list.FindAll("button").Single(b => b.TextContent == "Ny person").Click();
        Assert.Equal(["Zita Holm", null], edited.Select(p => p?.Values.Name));
    }

    [Fact]
    public void PersonThatIsEdited_TurnedTo_HasItsRowMarkedUntilItIsLeft()
    {
        var list = List();
        list.Render(p => p.Add(l => l.Edited, Persons[0].Id));
        Assert.Contains("Anna Aa", Assert.Single(list.FindAll(".row-edited")).TextContent, StringComparison.Ordinal);
        list.Render(p => p.Add(l => l.Edited, null));
        Assert.Empty(list.FindAll(".row-edited"));
    }

    [Fact]
    public void DirectoryNotLoadedOrEmpty_SaysSo()
    {
        Assert.Contains("Brugerkataloget hentes …", List(default(ImmutableArray<PersonEntry>)).Markup, StringComparison.Ordinal);
        Assert.Contains("Ingen medarbejdere endnu.", List([]).Markup, StringComparison.Ordinal);
    }

    private static PersonEntry Entry(
        string name, string email, string rid, string uuid = "", bool administrator = false, DateTimeOffset? left = null,
        DateTimeOffset? signedIn = null) =>
        new(
            Guid.NewGuid(), 1, new() { Name = name, Email = email, Rid = rid, ProfessionalUuid = uuid, HasLeft = left is not null },
            administrator, left, signedIn);

    private static IEnumerable<string> Names(IRenderedComponent<PersonList> list) => list.FindAll(".name").Select(n => n.TextContent);

    private IRenderedComponent<PersonList> List(ImmutableArray<PersonEntry>? persons = null) => Render<PersonList>(list => list
        .Add(l => l.Persons, persons ?? Persons)
        .Add(l => l.Edited, null)
        .Add(l => l.Edit, edited.Add));
}
