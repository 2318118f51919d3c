namespace ContactPortal.Domain.Imports;

/// <summary>Why a file can't be read at all; the names are the keys of the messages.</summary>
public enum ImportFileError
{
    /// <summary>More than <see cref="ImportFile.MaxSize"/> bytes.</summary>
    TooLarge,

    /// <summary>Nothing in it, or blanks only.</summary>
    Empty,

    /// <summary>A workbook of a spreadsheet (.xlsx, .xls, .ods): it has to be saved as CSV.</summary>
    Workbook,

    /// <summary>Not a text: an image, a PDF …</summary>
    NotText,

    /// <summary>A text that is no table: a cell without end, or more than 16 MB in a line.</summary>
    Malformed,

    /// <summary>No known heading in the first line.</summary>
    HeadingsMissing,

    /// <summary>None of the columns that say whom a line is about.</summary>
    KeyMissing,

    /// <summary>Two columns for the same.</summary>
    ColumnTwice,

    /// <summary>Headings, and no line below.</summary>
    LinesMissing,

    /// <summary>More than <see cref="ImportFile.MaxLines"/> lines.</summary>
    TooManyLines,
}
