using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Fields;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Presence;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Persons;

/// <summary>The table Brugerkatalog, with its search field (P4).</summary>
public sealed partial class PersonList
{
    // The rows of the first screen are not virtualized, so that they are prerendered.
    private const int FirstRows = 40;
    private const float RowHeight = 45;

    private ImmutableArray<PersonEntry> received;
    private ImmutableArray<PersonEntry> shown = [];
    private List<PersonEntry> rest = [];
    private ColumnSort sort = new(nameof(PersonValues.Name), Descending: false);
    private string search = "";
    private bool showLeft;

    /// <summary>The directory; default until it is loaded.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<PersonEntry> Persons { get; set; }

    /// <summary>The person in the panel: its row is marked.</summary>
    [Parameter, EditorRequired]
    public required Guid? Edited { get; set; }

    /// <summary>The mark of a recently changed person; null for others (K12).</summary>
    [Parameter]
    public Func<Guid, ChangeMark?>? MarkOf { get; set; }

    /// <summary>The latest changes by others, for screen readers and above the table.</summary>
    [Parameter]
    public string Announcement { get; set; } = "";

    /// <summary>The other tabs in which persons and contacts are being edited (K13).</summary>
    [Parameter]
    public ImmutableArray<ContactEditor> Editors { get; set; } = [];

    /// <summary>The viewer's person id.</summary>
    [Parameter]
    public Guid Self { get; set; }

    /// <summary>Raised when a person is to be edited; null for a new one.</summary>
    [Parameter]
    public EventCallback<PersonEntry?> Edit { get; set; }

    /// <summary>Raised when persons are to be taken in from a file.</summary>
    [Parameter]
    public EventCallback Import { get; set; }

    /// <summary>The id of the button that raises <see cref="Import"/>, which the focus returns to.</summary>
    public const string ImportButtonId = "importer-knap";

    /// <summary>The id of a row's edit button, which the focus returns to.</summary>
    public static string EditButtonId(Guid person) => $"rediger-{person:N}";

    // The field itself is not trimmed: the space between two names is at the end when it is typed.
    private string SearchTerms => search.Trim();

    private string Count =>
        Persons.IsDefault ? ""
        : SearchTerms.Length > 0 ? CountFound
        : shown is [_] ? PersonsTexts.CountOne
        : PersonsTexts.Count.Format(shown.Length);

    private string CountFound => Persons.Count(IsListed) is var listed and not 1
        ? PersonsTexts.CountFound.Format(shown.Length, listed)
        : PersonsTexts.CountFoundOne.Format(shown.Length);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Persons.IsDefault || Persons == received)
            return;
        received = Persons;
        UpdateRows();
    }

    private void Search(string? text)
    {
        search = text ?? "";
        UpdateRows();
    }

    private void ShowLeft(bool show)
    {
        showLeft = show;
        UpdateRows();
    }

    private void SetSort(ColumnSort newSort)
    {
        sort = newSort;
        UpdateRows();
    }

    private void UpdateRows()
    {
        var sought = SearchText.Of(SearchTerms);
        shown = [.. sort.FromText(Persons.Where(p => IsListed(p) && Matches(p, sought)), SortText)];
        rest = [.. shown.Skip(FirstRows)];
    }

    private bool IsListed(PersonEntry person) => showLeft || !person.Values.HasLeft;

    private string SortText(PersonEntry person) => sort.Key switch
    {
        nameof(PersonValues.Email) => person.Values.Email,
        nameof(PersonValues.Rid) => person.Values.Rid,
        nameof(PersonEntry.IsLocalAdministrator) => person.IsLocalAdministrator ? "0" : "1",
        nameof(PersonEntry.LastSignInAt) =>
            (person.LeftAt ?? person.LastSignInAt)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "",
        _ => person.Values.Name,
    };

    private bool Matches(PersonEntry person, SearchText sought) =>
        SearchTerms.Length == 0
        || SearchText.Of(person.Values.Name).RankOf(sought) is not null
        || SearchText.Of(person.Values.Email).RankOf(sought) is not null
        || person.Values.Rid.StartsWith(SearchTerms, StringComparison.Ordinal)
        || person.Values.ProfessionalUuid.StartsWith(SearchTerms, StringComparison.OrdinalIgnoreCase);
}
