using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Tests.Persons;

/// <summary>The keys of the combobox for persons, by the WAI-ARIA pattern (K10).</summary>
public sealed class PersonComboboxStateTests
{
    private static readonly PersonIndex Index = new(
        default, [.. new[] { "Anna", "Anne", "Anton" }.Select(name => APerson(name)), APerson("Annika", hasLeft: true), APerson("Bo")]);

    private readonly PersonComboboxState state = new();

    [Theory]
    [InlineData("ArrowDown", "Anna")]
    [InlineData("ArrowDown ArrowDown ArrowDown", "Anton")]
    [InlineData("ArrowDown ArrowDown ArrowDown ArrowDown ArrowDown", "Anna")]
    [InlineData("ArrowUp", "Annika")]
    [InlineData("ArrowDown ArrowUp", "Annika")]
    [InlineData("ArrowDown End", "Annika")]
    [InlineData("ArrowUp Home", "Anna")]
    [InlineData("Home", null)]
    [InlineData("End", null)]
    [InlineData("ArrowDown ArrowLeft", null)]
    [InlineData("ArrowDown ArrowRight", null)]
    [InlineData("ArrowDown x", "Anna")]
    public void Keys_InTheList_MoveAmongThePersons(string keys, string? active)
    {
        state.Search(Index, "an");
        Press(keys);
        Assert.True(state.IsOpen);
        Assert.Equal(active, state.Active is { } at ? state.Hits.Persons[at].Name : null);
    }

    [Theory]
    [InlineData("ArrowDown Enter", "Anna")]
    [InlineData("ArrowDown ArrowDown Enter", "Anne")]
    [InlineData("Enter", null)]
    [InlineData("ArrowUp Enter", null)]
    public void Enter_ChoosesTheActivePerson_ButNobodyWhoHasLeft(string keys, string? chosen)
    {
        state.Search(Index, "an");
        Assert.Equal(chosen, Press(keys)?.Name);
    }

    [Fact]
    public void Enter_WithOnePersonFound_ChoosesThem()
    {
        state.Search(Index, "bo");
        Assert.Equal("Bo", Press("Enter")?.Name);
        state.Search(Index, "annika");
        Assert.Null(Press("Enter"));
    }

    [Fact]
    public void List_ClosedByEscape_IsOpenedAgainByAnArrowOrEnter()
    {
        state.Search(Index, "an");
        Press("ArrowDown Escape");
        Assert.Equal((false, null), (state.IsOpen, state.Active));
        Assert.Null(Press("Enter"));
        Assert.Equal((true, null), (state.IsOpen, state.Active));
        Press("Escape ArrowDown");
        Assert.Equal((true, 0), (state.IsOpen, state.Active));
        state.Press("ArrowUp", alt: true);
        Assert.False(state.IsOpen);
        state.Press("ArrowDown", alt: true);
        Assert.Equal((true, null), (state.IsOpen, state.Active));
    }

    [Fact]
    public void TextTyped_AfterAPersonWasActive_MakesNobodyActive()
    {
        state.Search(Index, "an");
        Press("ArrowDown");
        state.Search(Index, "ann");
        Assert.Equal((true, null), (state.IsOpen, state.Active));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10000001")]
    [InlineData("1000 0001")]
    public void TextWithoutLetters_IsNotSearchedFor(string text)
    {
        state.Search(Index, "an");
        state.Search(Index, text);
        Press("ArrowDown");
        Assert.Equal((false, false, null, 0), (state.IsOpen, state.IsShown, state.Active, state.Hits.Total));
        Assert.Null(Press("Enter"));
    }

    [Fact]
    public void NobodyFound_IsShownWithoutAList()
    {
        state.Search(Index, "karen");
        Assert.Equal((true, false, "karen"), (state.IsShown, state.IsOpen, state.Searched));
        Assert.Null(Press("ArrowDown Enter"));
        Assert.Null(state.Active);
    }

    private FoundPerson? Press(string keys)
    {
        FoundPerson? chosen = null;
        foreach (var key in keys.Split(' '))
            chosen = state.Press(key, alt: false);
        return chosen;
    }

    private static FoundPerson APerson(string name, bool hasLeft = false) =>
        new(Guid.NewGuid(), "10000001", name, $"{name}@kommune.example", hasLeft);
}
