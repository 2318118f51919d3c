namespace ContactPortal.Blazor.Demo;

/// <summary>A clock that is set by hand, so that what the demonstration stores is dated as it was planned.</summary>
internal sealed class DemonstrationClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>What it shows.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
