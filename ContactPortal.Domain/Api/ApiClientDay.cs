namespace ContactPortal.Domain.Api;

/// <summary>What a client of the API did on one day: its quota is by day.</summary>
public sealed class ApiClientDay
{
    /// <summary>The maximum length of a client's id, in characters.</summary>
    public const int LongestClient = 200;

    /// <summary>The client's id, as its tokens name it.</summary>
    public required string Client { get; init; }

    /// <summary>The day in Denmark.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it last posted something that was taken to be read, that day or before; null: never.</summary>
    public DateTimeOffset? LastPostAt { get; internal set; }

    /// <summary>How often it has posted.</summary>
    public int Posts { get; internal set; }

    /// <summary>How many bytes it has posted.</summary>
    public long Bytes { get; internal set; }

    /// <summary>How many of its requests were refused.</summary>
    public int Refusals { get; internal set; }
}
