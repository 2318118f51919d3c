namespace ContactPortal.Blazor.Hosting;

/// <summary>Where the ends of the histories are kept outside of the database.</summary>
public sealed record HistoryOptions
{
    public const string Section = "History";

    /// <summary>The file that the ends of the histories are appended to; none without it.</summary>
    public string? AnchorFile { get; init; }

    /// <summary>How often.</summary>
    public TimeSpan AnchorEvery { get; init; } = TimeSpan.FromHours(1);
}
