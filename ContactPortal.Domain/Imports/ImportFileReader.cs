using System.Buffers;
using System.Collections.Immutable;
using ContactPortal.Domain.Text;
using nietras.SeparatedValues;

namespace ContactPortal.Domain.Imports;

/// <summary>
/// Reads CSV files: separated by semicolons, commas or tabs (detected in the first line), quoted or not, with any line ends, in the
/// encodings that spreadsheets write (P7). Pure.
/// </summary>
public static class ImportFileReader
{
    // What Excel writes, and reads, as the first line of a file that names its separator.
    private const string SeparatorLine = "sep=";
    private const string Separators = ";,\t";

    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("0123456789 -()./\u00A0");

    /// <summary>Reads a file.</summary>
    /// <param name="name">Its name, with or without folders.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="layout">The columns that it may have.</param>
    public static ImportFileOutcome Read(string name, ReadOnlySpan<byte> bytes, ImportLayout layout)
    {
        if (bytes.Length > ImportFile.MaxSize)
            return new ImportFileOutcome.Refused(ImportFileError.TooLarge);
        var (text, error) = ImportText.Decode(bytes);
        if (error is { } notText)
            return new ImportFileOutcome.Refused(notText);
        try
        {
            return Read(ImportFile.NameOf(name), text, layout);
        }
        catch (NotSupportedException)
        {
            return new ImportFileOutcome.Refused(ImportFileError.Malformed);
        }
    }

    private static ImportFileOutcome Read(string name, string text, ImportLayout layout)
    {
        var (separator, skipped) = SeparatorOf(text);
        using var reader = Sep.Reader(options => options with
        {
            Sep = separator, HasHeader = false, Unescape = true, DisableColCountCheck = true,
        }).FromText(skipped == 0 ? text : text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        ImmutableArray<ImportColumn?> columns = default;
        var ignored = ImmutableArray.CreateBuilder<string>();
        var lines = ImmutableArray.CreateBuilder<ImportLine>();
        foreach (var row in reader)
        {
            if (columns.IsDefault)
            {
                var headings = CellsOf(row);
                columns = [.. headings.Select(layout.Find)];
                ignored.AddRange(headings.Where((heading, i) => heading.Length > 0 && columns[i] is null));
                if (Refuse(columns, layout) is { } refused)
                    return refused;
                continue;
            }

            if (LineOf(row, columns, skipped) is not { } line)
                continue;
            if (lines.Count == ImportFile.MaxLines)
                return new ImportFileOutcome.Refused(ImportFileError.TooManyLines);
            lines.Add(line);
        }

        return lines.Count == 0
            ? new ImportFileOutcome.Refused(ImportFileError.LinesMissing)
            : new ImportFileOutcome.Read(new(name, [.. columns.OfType<ImportColumn>()], ignored.ToImmutable(), lines.ToImmutable()));
    }

    private static (Sep? Separator, int Skipped) SeparatorOf(string text) =>
        text.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase)
            && text.Length > SeparatorLine.Length && Separators.Contains(text[SeparatorLine.Length], StringComparison.Ordinal)
            ? (new Sep(text[SeparatorLine.Length]), 1)
            : (null, 0);

    private static ImportFileOutcome.Refused? Refuse(ImmutableArray<ImportColumn?> columns, ImportLayout layout)
    {
        var found = columns.OfType<ImportColumn>().ToList();
        if (found.Count == 0)
            return new(ImportFileError.HeadingsMissing, ListOf(layout.Columns));
        if (found.GroupBy(c => c.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new(ImportFileError.ColumnTwice, ListOf(twice.Take(1)));
        foreach (var group in layout.Keys)
        {
            if (!group.Any(found.Contains))
                return new(ImportFileError.KeyMissing, ListOf(group));
        }

        return null;
    }

    private static string ListOf(IEnumerable<ImportColumn> columns) => string.Join(", ", columns.Select(c => c.Heading));

    private static List<string> CellsOf(SepReader.Row row)
    {
        var cells = new List<string>(row.ColCount);
        for (var i = 0; i < row.ColCount; i++)
            cells.Add(row[i].ToString().Trim());
        return cells;
    }

    // Null for a line without any text.
    private static ImportLine? LineOf(SepReader.Row row, ImmutableArray<ImportColumn?> columns, int skipped)
    {
        var cells = new Dictionary<string, string>(columns.Length, StringComparer.Ordinal);
        string? formula = null;
        var isEmpty = true;
        for (var i = 0; i < row.ColCount; i++)
        {
            var cell = row[i].ToString().Trim();
            isEmpty &= cell.Length == 0;
            if (cell.Length == 0 || i >= columns.Length || columns[i] is not { } column)
                continue;
            if (FormulaGuard.IsFormula(cell) && !IsNumber(cell))
                formula ??= column.Heading;
            cells[column.Key] = FormulaGuard.Remove(cell);
        }

        return isEmpty
            ? null
            : new(row.LineNumberFrom + skipped, row.LineNumberToExcl - 1 + skipped, cells, formula);
    }

    // A telephone number with its country code.
    private static bool IsNumber(string cell) => cell[0] == '+' && cell.AsSpan(1).IndexOfAnyExcept(PhoneCharacters) < 0;
}
