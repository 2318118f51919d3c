using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Texts;

/// <summary>Writes CSV lines for spreadsheets: every cell is quoted, and none can be run as a formula.</summary>
internal static class Csv
{
    private const char Separator = ';';

    /// <summary>The cells as one line, separated by semicolons as Danish spreadsheets expect.</summary>
    public static string Line(params ReadOnlySpan<string> cells)
    {
        var quoted = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            quoted[i] = Cell(cells[i]);
        return string.Join(Separator, quoted);
    }

    private static string Cell(string text) => $"\"{FormulaGuard.Apply(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
