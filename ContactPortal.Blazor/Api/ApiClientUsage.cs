namespace ContactPortal.Blazor.Api;

/// <summary>What a client of the API has done in this process.</summary>
/// <param name="LastPostAt">When it last posted something that was taken to be read; null: never.</param>
/// <param name="Day">The day in Denmark that the counts are of.</param>
/// <param name="Posts">How often it has posted that day.</param>
/// <param name="Bytes">How much it has posted that day.</param>
/// <param name="Refusals">How many of its requests were refused that day.</param>
public sealed record ApiClientUsage(DateTimeOffset? LastPostAt, DateOnly Day, int Posts, long Bytes, int Refusals)
{
    /// <summary>In bytes.</summary>
    internal const long Megabyte = 1024 * 1024;

    /// <summary>Nothing on that day, and never before.</summary>
    public static ApiClientUsage NoneOn(DateOnly day) => new(null, day, 0, 0, 0);

    /// <summary>The same on that day: with counts of none if it is another one.</summary>
    public ApiClientUsage On(DateOnly day) => day == Day ? this : NoneOn(day) with { LastPostAt = LastPostAt };
}
