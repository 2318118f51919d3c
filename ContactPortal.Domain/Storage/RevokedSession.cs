namespace ContactPortal.Domain.Storage;

/// <summary>A session that was ended before it expired.</summary>
public sealed class RevokedSession
{
    /// <summary>The session's id.</summary>
    public required string Session { get; init; }

    /// <summary>When it was ended.</summary>
    public required DateTimeOffset At { get; init; }
}
