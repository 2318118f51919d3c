namespace ContactPortal.Domain.Imports;

/// <summary>Why a line of a file of persons is skipped; the names are the keys of the messages.</summary>
public enum PersonImportSkipReason
{
    /// <summary>A value that is refused; see <see cref="PersonImportSkip.Error"/>.</summary>
    Invalid,

    /// <summary>A cell that a spreadsheet would run as a formula; the detail is its column.</summary>
    Formula,

    /// <summary>A cell that goes on in the next lines: a quotation mark is missing.</summary>
    LineBreak,

    /// <summary>The same person, RID or UUID as in a line before; the detail is that line's number.</summary>
    SameAsLine,

    /// <summary>Neither "ja" nor "nej" in the column Fratrådt.</summary>
    YesNoMalformed,

    /// <summary>An id of the portal's that nobody in the organisation has.</summary>
    IdUnknown,

    /// <summary>The RID is one person's and the UUID another's; the detail has both names.</summary>
    TwoPersons,

    /// <summary>The RID is that of a person with another UUID, who may be somebody else (P2); the detail is the name.</summary>
    OtherUuid,

    /// <summary>The person is marked as left, and the file does not say that they have returned; the detail is the name.</summary>
    HasLeft,

    /// <summary>Somebody who is not in the directory, and has left.</summary>
    NewAndLeft,
}
