namespace ContactPortal.Domain.Mail;

/// <summary>The result of an attempt to send a mail.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The server has accepted the mail.</summary>
    public sealed record Accepted : SendResult;

    /// <summary>The attempt failed and is retried.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="ServerIsAway">Whether the server is unavailable, so that other mails would fail as well.</param>
    public sealed record TransientFailure(string Cause, bool ServerIsAway) : SendResult;

    /// <summary>The server refuses the mail permanently.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="RefusesAddress">Whether the server refuses the recipient's address.</param>
    public sealed record PermanentFailure(string Cause, bool RefusesAddress) : SendResult;
}
