namespace ContactPortal.Blazor.Demo;

/// <summary>A clock set explicitly, so that the data of the demonstration gets its planned times.</summary>
internal sealed class DemonstrationClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>The current time.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
