using System.Collections.Immutable;
using Bunit;
using ContactPortal.Blazor.Rights;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Rights;

/// <summary>A task shows who, why and since when, and exactly the buttons that close it.</summary>
public sealed class TaskListTests : ComponentTest
{
    private static readonly DateTimeOffset Since = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private static readonly PersonView Ali = new(Guid.NewGuid(), "10000002", "Ali Khan");
    private static readonly RightsRequestView Request = new(Guid.NewGuid(), Ali, Since, null, null, null);

    private readonly List<RightsCommand> acts = [];

    [Theory]
    [InlineData(
        RightsTaskKind.Lacks, false, "Ali Khan er kontakt og mangler TASS Opfølgning.", "kontakt siden",
        new[] { "Giv Ali Khan TASS Opfølgning" })]
    [InlineData(
        RightsTaskKind.Lacks, true, "Ali Khan er kontakt, mangler TASS Opfølgning og har selv bedt om den.", "kontakt siden",
        new[] { "Giv Ali Khan TASS Opfølgning", "Afvis Ali Khan" })]
    [InlineData(
        RightsTaskKind.Asks, true, "Ali Khan er ikke kontakt, men beder om TASS Opfølgning.", "bad om den",
        new[] { "Giv Ali Khan TASS Opfølgning", "Afvis Ali Khan" })]
    [InlineData(
        RightsTaskKind.StillHolds, false, "Ali Khan er ikke længere kontakt, men har stadig TASS Opfølgning.", "ikke kontakt siden",
        new[] { "Fratag rettigheden: Ali Khan", "Ali Khan beholder rettigheden" })]
    public void Task_OfEachKind_SaysWhoWhyAndSinceWhenAndHasItsButtons(
        RightsTaskKind kind, bool asked, string why, string since, string[] buttons)
    {
        var list = List(readOnly: false, Task(kind, asked));
        Assert.Contains(why, list.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains($"RID 10000002 · {since} 2. mar. 2026", list.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Equal(buttons, list.FindAll("li button").Select(b => b.GetAttribute("aria-label") ?? b.TextContent));
    }

    [Fact]
    public void FirstButtonOfEachTask_Pressed_EndsThatPersonsTask()
    {
        foreach (var (kind, act) in new (RightsTaskKind, RightsCommand)[]
        {
            (RightsTaskKind.Lacks, new RightsCommand.Grant(Ali)), (RightsTaskKind.Asks, new RightsCommand.Grant(Ali)),
            (RightsTaskKind.StillHolds, new RightsCommand.Withdraw(Ali)),
        })
        {
            List(readOnly: false, Task(kind, kind == RightsTaskKind.Asks)).Find("li button").Click();
            Assert.Equal(act, acts[^1]);
        }
    }

    [Fact]
    public void DecisionThatNeedsAReason_Given_CarriesIt()
    {
        foreach (var (kind, act) in new (RightsTaskKind, RightsCommand)[]
        {
            (RightsTaskKind.Asks, new RightsCommand.Refuse(Ali, "Fordi")),
            (RightsTaskKind.StillHolds, new RightsCommand.Keep(Ali, "Fordi")),
        })
        {
            var list = List(readOnly: false, Task(kind, kind == RightsTaskKind.Asks));
            list.FindAll("li button")[1].Click();
            list.Find("input").Input("Fordi");
            list.Find("form").Submit();
            Assert.Equal(act, acts[^1]);
        }
    }

    [Theory]
    [InlineData(RightsTaskKind.Lacks)]
    [InlineData(RightsTaskKind.StillHolds)]
    public void Task_OfARightThatIsGrantedElsewhere_SaysWhereAndIsMarkedAsDone(RightsTaskKind kind)
    {
        var list = List(readOnly: true, Task(kind, asked: false));
        Assert.Contains("Rettigheden gives og fratages i rollekataloget.", list.Find("li").TextContent, StringComparison.Ordinal);
        var button = Assert.Single(list.FindAll("button"));
        Assert.Equal("Markér som udført: opgaven om Ali Khan", button.GetAttribute("aria-label"));
        button.Click();
        Assert.Equal(new RightsCommand.Complete(Ali, kind), Assert.Single(acts));
    }

    [Theory]
    [InlineData(false, "Ingen opgaver. Alle aktive kontakter har rettigheden.")]
    [InlineData(true, "Ingen opgaver.")]
    public void NoTask_SaysSo(bool readOnly, string text) => Assert.Equal(text, List(readOnly).Find("p").TextContent);

    private static RightsTask Task(RightsTaskKind kind, bool asked) => new(kind, Ali, Since, asked ? Request : null);

    private IRenderedComponent<TaskList> List(bool readOnly, params ImmutableArray<RightsTask> tasks) => Render<TaskList>(list => list
        .Add(l => l.Tasks, tasks)
        .Add(l => l.ReadOnly, readOnly)
        .Add(l => l.GrantedIn, "rollekataloget")
        .Add(l => l.Act, acts.Add));
}
