namespace ContactPortal.Domain.Imports;

/// <summary>A line of a file. An empty cell says nothing, as does a column that is absent.</summary>
/// <param name="Number">The line's number in the file, from 1, as an editor shows it.</param>
/// <param name="Until">The number of its last line: greater when a quoted cell has line breaks.</param>
/// <param name="Cells">The cells that are not empty, by the key of their column; trimmed, without the guard against formulas.</param>
/// <param name="Formula">The heading of a column in which the line has a formula; null when there is none.</param>
public sealed record ImportLine(int Number, int Until, IReadOnlyDictionary<string, string> Cells, string? Formula)
{
    /// <summary>The cell of the column; empty when it says nothing.</summary>
    public string this[ImportColumn column] => this[column.Key];

    /// <summary>The cell of the column with that key; empty when it says nothing.</summary>
    public string this[string key] => Cells.GetValueOrDefault(key, "");

    /// <summary>The cell, or null when it says nothing.</summary>
    internal string? Find(string key) => Cells.GetValueOrDefault(key);
}
