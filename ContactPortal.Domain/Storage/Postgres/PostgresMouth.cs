using System.Threading.Channels;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Notifies the database of what is said, in its order and not in the speaker's time. While the database is away it keeps the newest
/// words; those that it does not keep, the listeners' doubt makes good.
/// </summary>
internal sealed class PostgresMouth(NpgsqlDataSource source)
{
    private const int Most = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<string> said =
        Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Says it soon.</summary>
    public void Say(string word) => said.Writer.TryWrite(word);

    /// <summary>Speaks until it is stopped.</summary>
    public async Task SpeakAsync(CancellationToken stop)
    {
        while (await said.Reader.WaitToReadAsync(stop))
        {
            var words = new List<string>();
            while (said.Reader.TryRead(out var word))
                words.Add(word);
            while (!await TrySpeakAsync([.. words], stop))
                await Task.Delay(Pause, stop);
        }
    }

    private async Task<bool> TrySpeakAsync(string[] words, CancellationToken stop)
    {
        try
        {
            // However many they are, one question and one commit.
            await using var command = source.CreateCommand("SELECT pg_notify($1, word) FROM unnest($2) AS word");
            command.Parameters.AddWithValue(PostgresEar.Channel);
            command.Parameters.AddWithValue(words);
            await command.ExecuteNonQueryAsync(stop);
            return true;
        }
        catch (NpgsqlException)
        {
            // The ear has lost its line as well, and says so.
            return false;
        }
    }
}
