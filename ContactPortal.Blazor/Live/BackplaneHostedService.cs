using ContactPortal.Domain.Messaging;

namespace ContactPortal.Blazor.Live;

/// <summary>Carries the word between this process and the others, where the database lets there be several.</summary>
internal sealed class BackplaneHostedService(IEnumerable<BackplaneTransport> carriers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(carriers.Select(carrier => carrier.RunAsync(stoppingToken)));
}
