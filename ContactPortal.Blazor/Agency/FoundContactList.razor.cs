using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using ContactPortal.Blazor.Fields;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Agency;

/// <summary>The table of the contacts that the agency has found (A1).</summary>
public sealed partial class FoundContactList
{
    // The rows of the first screen are not virtualized, so that they are prerendered.
    private const int FirstRows = 40;
    private const float RowHeight = 45;
    private const string NameKey = "navn";
    private const string MunicipalityKey = "kommune";
    private const string TypesKey = "ansvar";
    private const string EmailKey = "email";
    private const string SinceKey = "siden";
    private const string AbsentKey = "fravaer";

    private ImmutableArray<ListedContact> received = [];
    private ArraySegment<ListedContact> rest;

    /// <summary>The order of the snapshot, which costs no sorting.</summary>
    public static ColumnSort ByMunicipality { get; } = new(MunicipalityKey, Descending: false);

    /// <summary>The contacts, in the order of <see cref="InOrder"/>.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<ListedContact> Contacts { get; set; }

    /// <summary>The delivery types, for their names.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<DeliveryType> DeliveryTypes { get; set; }

    /// <summary>The contact that is open; its row is marked.</summary>
    [Parameter, EditorRequired]
    public required Guid? Opened { get; set; }

    /// <summary>The column that the contacts are sorted by.</summary>
    [Parameter, EditorRequired]
    public required ColumnSort Sort { get; set; }

    /// <summary>Raised when they are to be sorted by another column.</summary>
    [Parameter]
    public EventCallback<ColumnSort> Sorted { get; set; }

    /// <summary>Raised when a contact is to be opened.</summary>
    [Parameter]
    public EventCallback<ListedContact> Open { get; set; }

    /// <summary>Raised when everything is to be shown again.</summary>
    [Parameter]
    public EventCallback ClearSearch { get; set; }

    /// <summary>The contacts, given in the order of the snapshot, by that column; equal ones keep their order.</summary>
    public static ImmutableArray<ListedContact> InOrder(
        ImmutableArray<ListedContact> contacts, ColumnSort sort, ImmutableArray<DeliveryType> types) => sort.Key switch
        {
            MunicipalityKey when !sort.Descending => contacts,
            MunicipalityKey => [.. sort.FromText(contacts, c => c.Municipality.Name)],
            TypesKey => [.. sort.FromText(contacts, c => AgencyWords.TypesOf(c.Contact.Values, types))],
            EmailKey => [.. sort.FromText(contacts, c => c.Contact.Values.Email)],
            SinceKey => [.. sort.FromText(contacts, c => Sortable(c.Contact.HeldSince.UtcDateTime))],
            AbsentKey => [.. sort.FromText(contacts, c => c.AbsentUntil is { } day ? Sortable(day.ToDateTime(TimeOnly.MinValue)) : "")],
            _ => [.. sort.FromText(contacts, c => c.Contact.Values.Name)],
        };

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Contacts == received)
            return;
        received = Contacts;

        // A view of the array, which pages with the same search share: a copy would cost each of them as much as its rows.
        var all = ImmutableCollectionsMarshal.AsArray(Contacts)!;
        rest = all.Length > FirstRows ? new(all, FirstRows, all.Length - FirstRows) : [];
    }

    private static string Sortable(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);
}
