using System.Collections.Immutable;

namespace ContactPortal.Domain.Imports;

/// <summary>A column that a file may have.</summary>
/// <param name="Key">What it holds: the key of a field, or a name of its own.</param>
/// <param name="Headings">The headings by which it is recognised, whatever their case, blanks and dashes; the first is written.</param>
public sealed record ImportColumn(string Key, ImmutableArray<string> Headings)
{
    /// <summary>The heading that exports and templates have.</summary>
    public string Heading => Headings[0];

    /// <summary>A heading in the form in which headings are compared.</summary>
    internal static string Normalised(string heading) =>
        string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
