using System.Threading.Channels;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Sends messages by NOTIFY in the background, in the order in which they were enqueued. While the database is unreachable up to 1,000
/// messages are kept and the oldest are dropped; receivers recover from dropped ones by the resync that follows every reconnect.
/// </summary>
internal sealed class PostgresNotifier(NpgsqlDataSource source)
{
    private const int Capacity = 1_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly Channel<string> queue =
        Channel.CreateBounded<string>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Queues a message for sending; never blocks.</summary>
    public void Enqueue(string message) => queue.Writer.TryWrite(message);

    /// <summary>Sends queued messages until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await queue.Reader.WaitToReadAsync(cancellationToken))
        {
            var messages = new List<string>();
            while (queue.Reader.TryRead(out var message))
                messages.Add(message);
            while (!await TrySendAsync([.. messages], cancellationToken))
                await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    private async Task<bool> TrySendAsync(string[] messages, CancellationToken cancellationToken)
    {
        try
        {
            // One statement and one commit for the whole batch.
            await using var command = source.CreateCommand("SELECT pg_notify($1, message) FROM unnest($2) AS message");
            command.Parameters.AddWithValue(PostgresNotificationListener.Channel);
            command.Parameters.AddWithValue(messages);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            // The listener loses its connection as well, and logs it.
            return false;
        }
    }
}
