using System.Collections.Immutable;
using System.Text;
using ContactPortal.Blazor.Texts;
using SpreadCheetah;

namespace ContactPortal.Blazor.Imports;

/// <summary>Writes a table as a file for spreadsheets: .xlsx, or CSV.</summary>
internal static class TableFile
{
    /// <summary>The content type of CSV.</summary>
    public const string CsvType = "text/csv; charset=utf-8";

    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string LineEnd = "\r\n";

    /// <summary>Answers with the table as a file of that name.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="asWorkbook">Whether as .xlsx; else as CSV.</param>
    /// <param name="sheet">The name of the sheet.</param>
    /// <param name="headings">The headings.</param>
    /// <param name="lines">The cells of each line, in the order of the headings.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task WriteAsync(
        HttpContext http, string name, bool asWorkbook, string sheet, ImmutableArray<string> headings,
        ImmutableArray<ImmutableArray<string>> lines, CancellationToken cancellationToken)
    {
        var file = asWorkbook ? await WorkbookOfAsync(sheet, headings, lines, cancellationToken) : CsvOf(headings, lines);
        await Results.File(file, asWorkbook ? WorkbookType : CsvType, asWorkbook ? $"{name}.xlsx" : $"{name}.csv").ExecuteAsync(http);
    }

    /// <summary>The table as CSV, with the byte order mark, which tells spreadsheets that the file is UTF-8.</summary>
    public static byte[] CsvOf(ImmutableArray<string> headings, ImmutableArray<ImmutableArray<string>> lines) =>
    [
        .. Encoding.UTF8.Preamble,
        .. Encoding.UTF8.GetBytes(string.Concat(lines.Prepend(headings).Select(cells => Csv.Line(cells.AsSpan()) + LineEnd))),
    ];

    // Cells are texts, which are never run as formulas, and keep zeros and plus signs.
    private static async Task<byte[]> WorkbookOfAsync(
        string sheet, ImmutableArray<string> headings, ImmutableArray<ImmutableArray<string>> lines, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await using (var workbook = await Spreadsheet.CreateNewAsync(stream, cancellationToken: cancellationToken))
        {
            await workbook.StartWorksheetAsync(sheet, token: cancellationToken);
            foreach (var cells in lines.Prepend(headings))
                await workbook.AddRowAsync(cells.Select(cell => new DataCell(cell)).ToArray(), cancellationToken);
            await workbook.FinishAsync(cancellationToken);
        }

        return stream.ToArray();
    }
}
