using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Whether mails can be sent from this process. Raises one alarm, a line of level Error, when none could be for some minutes, and says once
/// when they can be again. Thread-safe.
/// </summary>
public sealed partial class MailHealth(TimeProvider clock, ILogger<MailHealth> logger)
{
    private static readonly TimeSpan AlarmAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenBounceAlarms = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private DateTimeOffset? failingSince;
    private DateTimeOffset? bounceAlarmAt;
    private bool hasAlarmed;

    /// <summary>Whether no mail has been accepted since attempts began to fail for a reason that isn't the mail's own.</summary>
    public bool IsFailing
    {
        get
        {
            lock (gate)
                return failingSince is not null;
        }
    }

    /// <summary>Whether that has lasted so long that the alarm was raised.</summary>
    public bool IsAlarming
    {
        get
        {
            lock (gate)
                return hasAlarmed;
        }
    }

    /// <summary>The server has answered about a mail itself: it accepted, deferred or refused that one.</summary>
    public void Works()
    {
        lock (gate)
        {
            if (failingSince is { } since && hasAlarmed)
                LogWorks(logger, (int)(clock.GetUtcNow() - since).TotalMinutes);
            (failingSince, hasAlarmed) = (null, false);
        }
    }

    /// <summary>A mail couldn't be sent for a reason that isn't its own.</summary>
    public void Fails(SendResult.Held held)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            failingSince ??= now;
            if (hasAlarmed || now - failingSince < AlarmAfter)
                return;
            hasAlarmed = true;
            LogFails(logger, (int)(now - failingSince.Value).TotalMinutes, held.Fault, held.Cause, HintFor(held.Fault));
        }
    }

    /// <summary>A mail came back because another server refuses the portal or its sender's address; logged once an hour.</summary>
    internal void ReturnedByPolicy(BounceReason reason, string cause)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (bounceAlarmAt is { } last && now - last < BetweenBounceAlarms)
                return;
            bounceAlarmAt = now;
            LogReturned(logger, reason, cause);
        }
    }

    private static string HintFor(TransportFault fault) => fault switch
    {
        TransportFault.Outage => "Is the server at Mail:Host and Mail:Port running and reachable?",
        TransportFault.Encryption => "See the server's certificate; Mail:CheckRevocation when its revocation list cannot be reached.",
        TransportFault.Login => "See Mail:User and Mail:Password.",
        TransportFault.Sender => "See Mail:From and Mail:ReturnTo; Mail:PlainReturnAddress when the server takes no address with a plus.",
        TransportFault.Policy => "Let the server relay mails from this machine.",
    };

    [LoggerMessage(LogLevel.Error, "No mail has been sent for {Minutes} minutes; mails wait. {Fault}: \"{Cause}\". {Hint}")]
    private static partial void LogFails(ILogger logger, int minutes, TransportFault fault, string cause, string hint);

    [LoggerMessage(LogLevel.Information, "Mails are sent again, after {Minutes} minutes")]
    private static partial void LogWorks(ILogger logger, int minutes);

    [LoggerMessage(LogLevel.Error, "A mail came back because the portal is refused ({Reason}): \"{Cause}\"")]
    private static partial void LogReturned(ILogger logger, BounceReason reason, string cause);
}
