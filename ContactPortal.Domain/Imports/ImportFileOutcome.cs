namespace ContactPortal.Domain.Imports;

/// <summary>The outcome of reading a file.</summary>
public abstract record ImportFileOutcome
{
    private ImportFileOutcome()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="File">The lines.</param>
    public sealed record Read(ImportFile File) : ImportFileOutcome;

    /// <summary>It can't be read.</summary>
    /// <param name="Error">Why.</param>
    /// <param name="Detail">The headings that the error is about, as a list; empty for other errors.</param>
    public sealed record Refused(ImportFileError Error, string Detail = "") : ImportFileOutcome;
}
