namespace ContactPortal.Blazor.Api;

/// <summary>What a client of the API has done in this process.</summary>
/// <param name="LastPostAt">When it last posted something that was taken to be read; null: never.</param>
/// <param name="Day">The day in Denmark that the counts are of.</param>
/// <param name="Posts">How often it has posted that day.</param>
/// <param name="Bytes">How much it has posted that day.</param>
/// <param name="Refusals">How many of its requests were refused that day.</param>
public sealed record ApiClientUsage(DateTimeOffset? LastPostAt, DateOnly Day, int Posts, long Bytes, int Refusals);
