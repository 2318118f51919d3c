using System.Collections.Immutable;

namespace ContactPortal.Domain.Imports;

/// <summary>The columns of a kind of file.</summary>
/// <param name="Columns">All columns, in the order of exports and templates.</param>
/// <param name="Keys">Groups of columns that say whom a line is about; a file needs one of each group.</param>
public sealed record ImportLayout(ImmutableArray<ImportColumn> Columns, params ImmutableArray<ImmutableArray<ImportColumn>> Keys)
{
    /// <summary>The headings of all columns, as they are written.</summary>
    public ImmutableArray<string> Headings => [.. Columns.Select(c => c.Heading)];

    /// <summary>The column with that heading, or null.</summary>
    internal ImportColumn? Find(string heading)
    {
        var normalised = ImportColumn.Normalised(heading);
        return normalised.Length == 0 ? null : Columns.FirstOrDefault(c => c.Headings.Any(h => ImportColumn.Normalised(h) == normalised));
    }
}
