using System.Collections.Concurrent;
using ContactPortal.Domain.Live;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Carries the word between processes by LISTEN and NOTIFY. Whenever it has just begun to listen, words may have been missed, and everybody
/// who listens compares what they know with the database.
/// </summary>
internal sealed partial class PostgresCarrier(NpgsqlDataSource source, Wire wire, ChangeFeed feed, ILogger<PostgresCarrier> logger) : WireCarrier
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, bool> unknown = [];
    private bool isDeaf;

    /// <inheritdoc />
    public override async Task RunAsync(CancellationToken stop)
    {
        var mouth = new PostgresMouth(source);
        using var saying = wire.Carry(mouth.Say);
        using var changes = wire.Listen(WireTopics.Change, Announce);
        await Task.WhenAll(mouth.SpeakAsync(stop), ListenAsync(stop));
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        var ear = new PostgresEar(source, Hear);
        while (true)
        {
            try
            {
                await ear.ListenAsync(Listening, stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // Said once for each time that the line breaks, however long it stays so.
                if (!isDeaf)
                {
                    isDeaf = true;
                    LogDeaf(logger, exception);
                    wire.Break();
                }
            }

            await Task.Delay(Pause, stop);
        }
    }

    private void Listening()
    {
        if (isDeaf)
            LogListening(logger);
        isDeaf = false;
        wire.Doubt();
    }

    private void Hear(string word)
    {
        if (!wire.Hear(word) && unknown.TryAdd(word.Split(' ')[0], true))
            LogUnknown(logger, word.Split(' ')[0]);
    }

    private void Announce(string body)
    {
        if (PostgresWords.ChangeOf(body) is { } change)
            feed.Announce(change);
    }

    [LoggerMessage(LogLevel.Error, "The other processes are not heard; the database is asked again until it answers")]
    private static partial void LogDeaf(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The other processes are heard again")]
    private static partial void LogListening(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Another process speaks of {Topic}, which this version does not know; said once")]
    private static partial void LogUnknown(ILogger logger, string topic);
}
