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

    /// <summary>The day on which a type's delivery for a period is due; null when the type isn't expected.</summary>
    public DateOnly? DueOf(string type, Period period) =>
        DueDay.TryGetValue(type, out var day) ? period.Plus(1).FirstDay.AddDays(day - 1) : null;

    /// <summary>
    /// The day on which the next delivery of a type is due: of the earliest period after the given one that isn't late yet; null when the
    /// type isn't expected.
    /// </summary>
    public DateOnly? NextDue(string type, Period period, DateOnly today)
    {
        var (next, earliest) = (period.Plus(1), Period.Of(today).Plus(-1));
        if (next.FirstDay < earliest.FirstDay)
            next = earliest;
        return DueOf(type, next) is { } due && due < today ? DueOf(type, next.Plus(1)) : DueOf(type, next);
    }
}
