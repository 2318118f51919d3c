namespace ContactPortal.Domain.Storage;

/// <summary>A session that was ended before it expired, or a token that ended sessions, which counts once.</summary>
public sealed class RevokedSession
{
    /// <summary>The session's id, or the hash of the token's.</summary>
    public required string Session { get; init; }

    /// <summary>When it was ended.</summary>
    public required DateTimeOffset At { get; init; }
}
