using System.Collections.Immutable;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Persons;

/// <summary>
/// The state of a combobox for choosing a person (K10), by the WAI-ARIA pattern of an editable combobox with list autocomplete and manual
/// selection: the persons found, whether they are shown, and which of them is active. Independent of markup and browser.
/// </summary>
internal sealed class PersonComboboxState
{
    /// <summary>The most persons that are shown.</summary>
    public const int MostShown = 10;

    /// <summary>The persons found.</summary>
    public PersonHits Hits { get; private set; } = PersonHits.None;

    /// <summary>The text that was searched for; empty while nothing is.</summary>
    public string Searched { get; private set; } = "";

    /// <summary>The index of the active person; null for none.</summary>
    public int? Active { get; private set; }

    /// <summary>Whether the result of a search is shown: the list, or that nobody was found.</summary>
    public bool IsShown { get; private set; }

    /// <summary>Whether the list is shown; never an empty one.</summary>
    public bool IsOpen => IsShown && Hits.Total > 0;

    /// <summary>Whether the text is to be searched for: it has a letter. A RID is not, and works as it is typed.</summary>
    public static bool IsSearch(string text) => text.Any(char.IsLetter);

    /// <summary>Searches for the text, and shows whoever is found. A text without letters closes the list.</summary>
    public void Search(PersonIndex index, string text)
    {
        if (!IsSearch(text))
        {
            Clear();
            return;
        }

        (Hits, Searched, Active) = (index.Find(text, MostShown), text.Trim(), null);
        IsShown = true;
    }

    /// <summary>Hides the result; it is shown again by an arrow key.</summary>
    public void Close() => (IsShown, Active) = (false, null);

    /// <summary>Clears the result.</summary>
    public void Clear()
    {
        Close();
        (Hits, Searched) = (PersonHits.None, "");
    }

    /// <summary>
    /// Handles a key. Returns the person that Enter chooses: the active one, or the only one found; null for other keys. Those who have
    /// left may be active, so that screen readers say that they have, but are not chosen.
    /// </summary>
    /// <param name="key">The key's name in the DOM.</param>
    /// <param name="alt">Whether Alt is held: the arrows then only open and close.</param>
    public FoundPerson? Press(string key, bool alt)
    {
        switch (key)
        {
            case "Enter":
                return IsOpen ? Choosable(Active ?? (Hits.Total == 1 ? 0 : null)) : Open();
            case "Escape":
            case "ArrowUp" when alt:
                Close();
                break;
            case "ArrowDown" when alt:
                Open();
                break;
            case "ArrowDown":
                Move(Active + 1 ?? 0);
                break;
            case "ArrowUp":
                Move(Active - 1 ?? Shown.Length - 1);
                break;
            case "Home" when Active is not null:
                Move(0);
                break;
            case "End" when Active is not null:
                Move(Shown.Length - 1);
                break;
            case "ArrowLeft" or "ArrowRight":
                Active = null;
                break;
        }

        return null;
    }

    /// <summary>The person with that index if they can be chosen; null for somebody who has left.</summary>
    public FoundPerson? Choosable(int? index) => index is { } at && Shown[at] is { HasLeft: false } person ? person : null;

    private ImmutableArray<FoundPerson> Shown => Hits.Persons;

    private FoundPerson? Open()
    {
        IsShown = Searched.Length > 0;
        return null;
    }

    // From the last to the first and back.
    private void Move(int to)
    {
        Open();
        Active = IsOpen ? (to + Shown.Length) % Shown.Length : null;
    }
}
