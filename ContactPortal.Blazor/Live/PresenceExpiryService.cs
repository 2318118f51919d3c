using ContactPortal.Domain.Presence;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// Removes expired editors from the presence tracker every 2 seconds: a browser that stops responding disappears from other pages within
/// 15 seconds (K13).
/// </summary>
internal sealed class PresenceExpiryService(PresenceTracker presence, TimeProvider clock) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private ITimer? timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = clock.CreateTimer(_ => presence.RemoveExpired(), null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();
}
