using ContactPortal.Domain.Live;

namespace ContactPortal.Blazor.Live;

/// <summary>Carries the word between this process and the others, where the database lets there be several.</summary>
internal sealed class WireService(IEnumerable<WireCarrier> carriers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(carriers.Select(carrier => carrier.RunAsync(stoppingToken)));
}
