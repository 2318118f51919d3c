namespace ContactPortal.Domain.Imports;

/// <summary>Why a line of a file of contacts is skipped; the names are the keys of the messages.</summary>
public enum ContactImportSkipReason
{
    /// <summary>A value that is refused; see <see cref="ContactImportSkip.Error"/>.</summary>
    Invalid,

    /// <summary>A cell that a spreadsheet would run as a formula; the detail is its column.</summary>
    Formula,

    /// <summary>A cell that goes on in the next lines: a quotation mark is missing.</summary>
    LineBreak,

    /// <summary>No municipality of that code or name; the detail is what the cell says.</summary>
    MunicipalityUnknown,

    /// <summary>The same contact as in a line before; the detail is that line's number.</summary>
    SameAsLine,

    /// <summary>Neither "ja" nor "nej"; the detail is the column.</summary>
    YesNoMalformed,

    /// <summary>An id that no contact of the municipality has.</summary>
    IdUnknown,

    /// <summary>The person is marked as left in the Brugerkatalog; the detail is the name.</summary>
    HasLeft,
}
