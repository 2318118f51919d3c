using ContactPortal.Domain.Messaging;

namespace ContactPortal.Blazor.Live;

/// <summary>Runs the backplane transports for as long as the portal runs; with SQLite there are none, since there is one process.</summary>
internal sealed class BackplaneHostedService(IEnumerable<BackplaneTransport> transports) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(transports.Select(transport => transport.RunAsync(stoppingToken)));
}
