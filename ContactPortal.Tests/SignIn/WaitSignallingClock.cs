using ContactPortal.Tests.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.SignIn;

/// <summary>A clock that a test sets, and that signals when a request begins to wait for the answer to an access request.</summary>
public sealed class WaitSignallingClock : FakeTimeProvider
{
    /// <summary>How long the waiting page's request waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);

    public WaitSignallingClock()

        // The machine's clock: the cookies' keys and the provider's tokens are valid only from the time at which it created them.
        : base(DateTimeOffset.UtcNow)
    {
    }

    /// <summary>Set at each request that waits.</summary>
    internal Signal Waiting { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == LongestWait)
            Waiting.Set();
        return timer;
    }
}
