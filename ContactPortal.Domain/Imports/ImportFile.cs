using System.Collections.Immutable;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Imports;

/// <summary>A file that has been read: its lines, by the columns of a layout.</summary>
/// <param name="Name">The file's name, without folders; it stands in the history.</param>
/// <param name="Columns">The columns that the file has.</param>
/// <param name="Ignored">The headings that are none of the layout's.</param>
/// <param name="Lines">The lines below the headings, without empty ones.</param>
public sealed record ImportFile(
    string Name, ImmutableArray<ImportColumn> Columns, ImmutableArray<string> Ignored, ImmutableArray<ImportLine> Lines)
{
    /// <summary>The maximum size of a file, in bytes.</summary>
    public const int MaxSize = 10 * 1024 * 1024;

    /// <summary>The maximum number of lines below the headings.</summary>
    public const int MaxLines = 50_000;

    private const int LongestName = 100;
    private static readonly char[] FolderSeparators = ['/', '\\'];

    /// <summary>The name that the history has of a file: without folders, plain, and not over 100 characters.</summary>
    public static string NameOf(string path)
    {
        var name = PlainText.Sanitise(path[(path.LastIndexOfAny(FolderSeparators) + 1)..], LongestName);
        return name.Length > 0 ? name : "?";
    }
}
