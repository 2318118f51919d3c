using System.Threading.Channels;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Notifies the database of what is said, in its order and not in the speaker's time. While the database is away it keeps the newest
/// words; those that it does not keep, the listeners' doubt makes good.
/// </summary>
internal sealed class PostgresNotifier(NpgsqlDataSource source)
{
    private const int Capacity = 1_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly Channel<string> queue =
        Channel.CreateBounded<string>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Says it soon.</summary>
    public void Enqueue(string word) => queue.Writer.TryWrite(word);

    /// <summary>Speaks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await queue.Reader.WaitToReadAsync(cancellationToken))
        {
            var words = new List<string>();
            while (queue.Reader.TryRead(out var word))
                words.Add(word);
            while (!await TrySendAsync([.. words], cancellationToken))
                await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    private async Task<bool> TrySendAsync(string[] words, CancellationToken cancellationToken)
    {
        try
        {
            // However many they are, one question and one commit.
            await using var command = source.CreateCommand("SELECT pg_notify($1, word) FROM unnest($2) AS word");
            command.Parameters.AddWithValue(PostgresNotificationListener.Channel);
            command.Parameters.AddWithValue(words);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            // The ear has lost its line as well, and says so.
            return false;
        }
    }
}
