using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Fields;

/// <summary>By which column a table is sorted.</summary>
/// <param name="Key">The column.</param>
/// <param name="Descending">Whether the other way round.</param>
public sealed record ColumnSort(string Key, bool Descending)
{
    /// <summary>What the heading of a column says of its order (aria-sort); null when the table is not sorted by it.</summary>
    public static string? AriaSort(bool isSorted, bool isDescending) => !isSorted ? null : isDescending ? "descending" : "ascending";

    /// <summary>The same column the other way round, or another column from its beginning.</summary>
    public ColumnSort By(string key) => key == Key ? this with { Descending = !Descending } : new(key, Descending: false);

    /// <summary>The rows in that order, texts in Danish order.</summary>
    public IEnumerable<T> FromText<T>(IEnumerable<T> rows, Func<T, string> value) =>
        Descending ? rows.OrderByDescending(value, DanishCollation.Names) : rows.OrderBy(value, DanishCollation.Names);
}
