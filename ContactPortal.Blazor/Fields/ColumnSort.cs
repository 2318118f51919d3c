using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Fields;

/// <summary>The column that a table is sorted by, and the direction.</summary>
/// <param name="Key">The column.</param>
/// <param name="Descending">Whether descending.</param>
public sealed record ColumnSort(string Key, bool Descending)
{
    /// <summary>The aria-sort of a column heading; null if the table is not sorted by it.</summary>
    public static string? AriaSort(bool isSorted, bool isDescending) => !isSorted ? null : isDescending ? "descending" : "ascending";

    /// <summary>The same column with the direction reversed, or another column ascending.</summary>
    public ColumnSort By(string key) => key == Key ? this with { Descending = !Descending } : new(key, Descending: false);

    /// <summary>The rows in that order, by Danish collation.</summary>
    public IEnumerable<T> FromText<T>(IEnumerable<T> rows, Func<T, string> value) =>
        Descending ? rows.OrderByDescending(value, DanishCollation.Names) : rows.OrderBy(value, DanishCollation.Names);
}
