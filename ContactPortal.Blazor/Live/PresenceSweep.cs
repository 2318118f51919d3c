using ContactPortal.Domain.Live;

namespace ContactPortal.Blazor.Live;

/// <summary>Forgets every two seconds who no longer edits: a closed lid is gone from the others' pages within 15 seconds (K13).</summary>
internal sealed class PresenceSweep(Presence presence, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            presence.Sweep();
    }
}
