using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ContactPortal.Blazor.Contacts;

/// <summary>The grid of Oversigt (K2, K3).</summary>
public sealed partial class OverviewGrid
{
    private OverviewBody? body;
    private ImmutableDictionary<string, object?> others = ImmutableDictionary<string, object?>.Empty;

    /// <summary>The id of the heading that names the table.</summary>
    [Parameter, EditorRequired]
    public required string LabelledBy { get; set; }

    /// <summary>The delivery types; each has a column.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<DeliveryType> DeliveryTypes { get; set; }

    /// <summary>The row model of a contact.</summary>
    [Parameter, EditorRequired]
    public required Func<ContactView, OverviewRowModel> RowOf { get; set; }

    /// <summary>Raised when a contact is to be edited.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<ContactView?> Edit { get; set; }

    // The grid's own sorted items are cached until the grid itself renders.
    internal ICollection<ContactView> Sorted => Sort switch
    {
        null => (ICollection<ContactView>)Items!,
        { Descending: true } sort => [.. Items!.OrderByDescending(sort.SortFunc, sort.Comparer)],
        var sort => [.. Items!.OrderBy(sort.SortFunc, sort.Comparer)],
    };

    private SortDefinition<ContactView>? Sort => SortDefinitions.Values.SingleOrDefault();

    /// <inheritdoc />
    /// <remarks>If no parameter but the contacts has changed, only the rows are rendered.</remarks>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        var (former, given) = (others, parameters.ToDictionary().ToImmutableDictionary());
        others = given.Remove(nameof(Items));
        if (body is null || former.Count != others.Count || others.Any(p => !IsSame(p.Value, former.GetValueOrDefault(p.Key))))
            return base.SetParametersAsync(parameters);
        Items = (IEnumerable<ContactView>?)given.GetValueOrDefault(nameof(Items));
        body.Refresh();
        return Task.CompletedTask;
    }

    // Every snapshot has a list of delivery types of its own.
    private static bool IsSame(object? value, object? former) =>
        value is ImmutableArray<DeliveryType> types && former is ImmutableArray<DeliveryType> formerTypes
            ? types.SequenceEqual(formerTypes)
            : Equals(value, former);

    private Task SortByAsync(OverviewColumn column) => SetSortAsync(
        column.PropertyName,
        Sort is { Descending: false } sort && sort.SortBy == column.PropertyName ? SortDirection.Descending : SortDirection.Ascending,
        column.SortBy,
        column.Comparer);
}
