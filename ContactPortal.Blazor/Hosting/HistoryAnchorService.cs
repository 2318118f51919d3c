using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Verification;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Appends the end of every history that has changed to a file outside of the database, periodically, so that <c>verify-history</c> finds
/// a chain that was rewritten as a whole. Does nothing unless a file is configured. Every process writes its own lines: the same end
/// twice does no harm.
/// </summary>
internal sealed partial class HistoryAnchorService(
    HistoryAnchors anchors, IOptions<HistoryOptions> options, TimeProvider clock, ILogger<HistoryAnchorService> logger)
    : BackgroundService
{
    private readonly Dictionary<OrganisationCode, long> written = [];
    private bool failed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.AnchorFile is not { Length: > 0 } file)
            return;
        using var timer = new PeriodicTimer(options.Value.AnchorEvery, clock);
        do
        {
            try
            {
                await AppendAsync(file, stoppingToken);
                if (failed)
                    LogWritten(logger, file);
                failed = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (!failed)
                    LogFailed(logger, file, exception);
                failed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AppendAsync(string file, CancellationToken cancellationToken)
    {
        var changed = (await anchors.ReadAsync(cancellationToken))
            .Where(a => written.GetValueOrDefault(a.Organisation) != a.Number).ToList();
        if (changed.Count == 0)
            return;
        await File.AppendAllLinesAsync(file, changed.Select(a => a.ToLine()), cancellationToken);
        foreach (var anchor in changed)
            written[anchor.Organisation] = anchor.Number;
    }

    [LoggerMessage(LogLevel.Error, "The ends of the histories could not be written to {File}; they are written again later")]
    private static partial void LogFailed(ILogger logger, string file, Exception exception);

    [LoggerMessage(LogLevel.Information, "The ends of the histories are written to {File} again")]
    private static partial void LogWritten(ILogger logger, string file);
}
