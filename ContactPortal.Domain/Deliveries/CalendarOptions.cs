namespace ContactPortal.Domain.Deliveries;

/// <summary>The settings for when deliveries are due (D10).</summary>
public sealed record CalendarOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Calendar";

    /// <summary>The last day that every month has.</summary>
    public const int LatestDay = 28;

    /// <summary>
    /// By type code, the day (1-28) of the following month on which a period's delivery is due; other types are not expected.
    /// </summary>
    public Dictionary<string, int> DueDay { get; init; } = [];
}
