namespace ContactPortal.Domain.Storage;

/// <summary>A session of a person, so that they see where they are signed in, and can end it (O4).</summary>
public sealed class SignedInSession
{
    /// <summary>The maximum length of <see cref="Browser"/>, in characters.</summary>
    public const int LongestBrowser = 60;

    /// <summary>The session's id; a secret of the server and the cookie.</summary>
    public required string Session { get; init; }

    /// <summary>The id of the person who signed in.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The browser and the operating system, as far as the browser tells; empty when it tells neither.</summary>
    public required string Browser { get; init; }

    /// <summary>When the person signed in.</summary>
    public required DateTimeOffset BeganAt { get; init; }
}
