namespace ContactPortal.Domain.Text;

/// <summary>
/// Keeps spreadsheets from running a cell of a CSV file as a formula: an apostrophe before a text that begins like one makes it text. A
/// text that begins with apostrophes and then like a formula gets one more, so that reading takes away exactly what writing added.
/// </summary>
public static class FormulaGuard
{
    private const char Guard = '\'';

    // The last four are the full-width forms, which some spreadsheets take for the same.
    private const string Beginnings = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Whether a spreadsheet would take the text for a formula.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && Beginnings.Contains(text[0], StringComparison.Ordinal);

    /// <summary>The text as it is written to a file.</summary>
    public static string Apply(string text) => IsFormula(text.TrimStart(Guard)) ? Guard + text : text;

    /// <summary>The text as it was before <see cref="Apply"/>.</summary>
    public static string Remove(string text) => text.StartsWith(Guard) && IsFormula(text.TrimStart(Guard)) ? text[1..] : text;
}
