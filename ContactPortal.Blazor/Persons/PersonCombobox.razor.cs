using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ContactPortal.Blazor.Persons;

/// <summary>
/// A field in which a person of the organisation is chosen (K10): digits are a RID, letters seek name and e-mail address.
/// </summary>
public sealed partial class PersonCombobox
{
    // A part of an address may be typed, so it may be as long as one.
    private const int MaxLength = EmailAddress.Longest;

    private readonly PersonComboboxState state = new();
    private Task<PersonIndex>? index;
    private FoundPerson? chosen;
    private string typedText = "";
    private string shownText = "";
    private int typed;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The id of the input.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>The key of the field in a stored draft; null for a field that is not part of one.</summary>
    [Parameter]
    public string? Field { get; set; }

    /// <summary>The label.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The text in the field.</summary>
    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <summary>The error message; null for none.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>A note about the value, such as who changed it; null for none.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>Whether the field must be filled in.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>What is remarkable about a person, such as that they are a contact already; null for nothing.</summary>
    [Parameter]
    public Func<Guid, string?>? Mark { get; set; }

    /// <summary>Content beside the field, such as a conflict.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Raised at every keystroke.</summary>
    [Parameter]
    public EventCallback<string> Typed { get; set; }

    /// <summary>Raised when the field loses the focus with a changed text.</summary>
    [Parameter]
    public EventCallback Left { get; set; }

    /// <summary>Raised when a person is chosen from the list; never somebody who has left.</summary>
    [Parameter]
    public EventCallback<FoundPerson> Chosen { get; set; }

    [Inject]
    private PersonIndexCache Persons { get; set; } = null!;

    [Inject]
    private ILogger<PersonCombobox> Logger { get; set; } = null!;

    private string ListId => $"{Id}-liste";

    private string? Announcement => state switch
    {
        _ when chosen is { } person => PersonsTexts.PersonChosen.Format(person.Name),
        { IsShown: false } => null,
        { Hits.Total: 0 } => PersonsTexts.NobodyFound.Format(state.Searched),
        { Active: { } active } when state.Choosable(active) is null => PersonsTexts.LeftNotChosen.Format(state.Hits.Persons[active].Name),
        { Hits.Total: 1 } => PersonsTexts.OneFound,
        { Hits.Total: > PersonComboboxState.MostShown } =>
            PersonsTexts.ManyFound.Format(PersonComboboxState.MostShown, state.Hits.Total),
        _ => PersonsTexts.SomeFound.Format(state.Hits.Total),
    };

    private string OptionId(int option) => $"{Id}-{option}";

    private string? MarkOf(FoundPerson person) => person.HasLeft ? PersonsTexts.MarkLeft : Mark?.Invoke(person.Id);

    // A text that was not typed here, as after Gem and Annuller, is not searched for.
    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Value == shownText)
            return;
        shownText = Value;
        if (Value == typedText)
            return;
        state.Clear();

        // A search that still waits for the persons is over, too.
        typed++;
        if (Value.Length == 0)
            chosen = null;
    }

    /// <summary>Loads the persons when the field gets the focus, so that the first letter is answered at once.</summary>
    private void Prepare()
    {
        index = null;
        _ = IndexAsync();
    }

    private Task TypeAsync(string text)
    {
        chosen = null;
        typedText = text;
        var search = SearchAsync(text, ++typed);

        // Not awaited while the persons are loaded: each keystroke would render once more when they are.
        return search.IsCompleted ? Task.WhenAll(Typed.InvokeAsync(text), search) : Typed.InvokeAsync(text);
    }

    private async Task SearchAsync(string text, int number)
    {
        var loading = PersonComboboxState.IsSearch(text) ? IndexAsync() : Task.FromResult(PersonIndex.Empty);
        var isLoaded = loading.IsCompleted;
        try
        {
            var persons = await loading;

            // While they were loaded more may have been typed, and a person chosen.
            if (number != typed || IsDisposed)
                return;
            state.Search(persons, text);
            if (!isLoaded)
                StateHasChanged();
        }
        catch (OperationCanceledException) when (IsDisposed)
        {
            // The component was disposed while the persons were loaded.
        }
    }

    private async Task<PersonIndex> IndexAsync()
    {
        try
        {
            return await (index ??= Persons.CurrentAsync(Actor, Disposed));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nobody is found; a RID works as before, and the next keystroke tries again.
            LogNotLoaded(Logger, exception.FailureLevel, exception);
            index = null;
            return PersonIndex.Empty;
        }
    }

    private Task PressAsync(KeyboardEventArgs pressed) => ChooseAsync(state.Press(pressed.Key, pressed.AltKey));

    private async Task ChooseAsync(FoundPerson? person)
    {
        if (person is null)
            return;
        typed++;
        chosen = person;
        state.Clear();
        await Chosen.InvokeAsync(person);
    }

    [LoggerMessage("The persons to search among could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, LogLevel level, Exception exception);
}
