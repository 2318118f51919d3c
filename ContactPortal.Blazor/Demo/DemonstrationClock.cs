namespace ContactPortal.Blazor.Demo;

/// <summary>A clock that is put forward by hand, so that the demonstration's history lies in the past.</summary>
internal sealed class DemonstrationClock(DateTimeOffset beginning) : TimeProvider
{
    private DateTimeOffset now = beginning;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
