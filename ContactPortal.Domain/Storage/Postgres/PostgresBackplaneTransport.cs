using System.Collections.Concurrent;
using ContactPortal.Domain.Messaging;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Carries messages between processes by LISTEN and NOTIFY. Messages may have been lost before each LISTEN, so each is followed by a
/// resync.
/// </summary>
internal sealed partial class PostgresBackplaneTransport(
    NpgsqlDataSource source, Backplane backplane, ChangeFeed feed, ILogger<PostgresBackplaneTransport> logger) : BackplaneTransport
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, bool> unknownTopics = [];
    private bool isDisconnected;

    /// <inheritdoc />
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var notifier = new PostgresNotifier(source);
        using var transport = backplane.AttachTransport(notifier.Enqueue);
        using var changes = backplane.Subscribe(BackplaneTopics.Change, PublishChange);
        await Task.WhenAll(notifier.RunAsync(cancellationToken), ListenAsync(cancellationToken));
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var listener = new PostgresNotificationListener(source, Receive);
        while (true)
        {
            try
            {
                await listener.ListenAsync(OnListening, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Logged once per outage, not once per attempt.
                if (!isDisconnected)
                {
                    isDisconnected = true;
                    LogDisconnected(logger, exception);
                    backplane.NotifyDisconnected();
                }
            }

            await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    private void OnListening()
    {
        if (isDisconnected)
            LogReconnected(logger);
        isDisconnected = false;
        backplane.RequestResync();
    }

    private void Receive(string message)
    {
        if (!backplane.TryDispatch(message) && unknownTopics.TryAdd(message.Split(' ')[0], true))
            LogUnknownTopic(logger, message.Split(' ')[0]);
    }

    private void PublishChange(string body)
    {
        if (ChangeMessage.TryDecode(body) is { } change)
            feed.Publish(change);
    }

    [LoggerMessage(LogLevel.Error, "Listening for notifications failed; retrying every 500 ms")]
    private static partial void LogDisconnected(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "Reconnected to PostgreSQL notifications")]
    private static partial void LogReconnected(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Received a message on topic {Topic}, which this version does not know; logged once per topic")]
    private static partial void LogUnknownTopic(ILogger logger, string topic);
}
