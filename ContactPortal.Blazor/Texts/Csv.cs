namespace ContactPortal.Blazor.Texts;

/// <summary>Lines of a file that spreadsheets open: every cell quoted, and none taken for a formula.</summary>
internal static class Csv
{
    private const char Separator = ';';
    private static readonly char[] FormulaBeginnings = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>The cells as one line, parted by semicolons as Danish spreadsheets expect.</summary>
    public static string Line(params ReadOnlySpan<string> cells)
    {
        var quoted = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            quoted[i] = Cell(cells[i]);
        return string.Join(Separator, quoted);
    }

    // A cell that begins like a formula is run by the spreadsheet that opens it; the apostrophe makes it text.
    private static string Cell(string text) =>
        $"\"{(text.Length > 0 && FormulaBeginnings.Contains(text[0]) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
