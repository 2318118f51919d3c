using System.Collections.Concurrent;
using ContactPortal.Domain.Messaging;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Carries the word between processes by LISTEN and NOTIFY. Whenever it has just begun to listen, words may have been missed, and everybody
/// who listens compares what they know with the database.
/// </summary>
internal sealed partial class PostgresBackplaneTransport(NpgsqlDataSource source, Backplane backplane, ChangeFeed feed, ILogger<PostgresBackplaneTransport> logger) : BackplaneTransport
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, bool> unknownTopics = [];
    private bool isDisconnected;

    /// <inheritdoc />
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var mouth = new PostgresNotifier(source);
        using var saying = backplane.AttachTransport(mouth.Enqueue);
        using var changes = backplane.Subscribe(BackplaneTopics.Change, PublishChange);
        await Task.WhenAll(mouth.RunAsync(cancellationToken), ListenAsync(cancellationToken));
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var ear = new PostgresNotificationListener(source, Receive);
        while (true)
        {
            try
            {
                await ear.ListenAsync(OnListening, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Said once for each time that the line breaks, however long it stays so.
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

    private void Receive(string word)
    {
        if (!backplane.TryDispatch(word) && unknownTopics.TryAdd(word.Split(' ')[0], true))
            LogUnknownTopic(logger, word.Split(' ')[0]);
    }

    private void PublishChange(string body)
    {
        if (ChangeMessage.TryDecode(body) is { } change)
            feed.Publish(change);
    }

    [LoggerMessage(LogLevel.Error, "The other processes are not heard; the database is asked again until it answers")]
    private static partial void LogDisconnected(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The other processes are heard again")]
    private static partial void LogReconnected(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Another process speaks of {Topic}, which this version does not know; said once")]
    private static partial void LogUnknownTopic(ILogger logger, string topic);
}
