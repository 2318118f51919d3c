using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Listens to what is notified in the database, on a connection of its own. A connection can be dead without an error: when it has been
/// quiet for a while, the ear says something to itself, and gives up when it does not hear it.
/// </summary>
internal sealed class PostgresNotificationListener(NpgsqlDataSource source, Action<string> hear)
{
    /// <summary>The channel that all processes of a portal listen to; each database has its own.</summary>
    public const string Channel = "portal";

    private const string HeartbeatTopic = "beat";

    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(3);

    private bool heartbeatReceived;

    /// <summary>Listens until it is stopped, or the line is broken or dead, which it throws.</summary>
    /// <param name="listening">Told once nothing that is said from now on is missed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ListenAsync(Action listening, CancellationToken cancellationToken)
    {
        // Cancelling the wait comes before the connection's end: the other way round would wait for the server.
        await using var connection = await OpenAsync(cancellationToken);
        var mine = Guid.NewGuid().ToString("N");
        connection.Notification += (_, notified) => Receive(notified.Payload, mine);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection) { CommandTimeout = (int)HeartbeatTimeout.TotalSeconds })
            await listen.ExecuteNonQueryAsync(cancellationToken);
        listening();
        while (true)
        {
            if (!await connection.WaitAsync(IdleInterval, cancellationToken))
                await SendHeartbeatAsync(connection, mine, cancellationToken);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(HeartbeatTimeout);
        try
        {
            return await source.OpenConnectionAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The database did not answer.");
        }
    }

    private async Task SendHeartbeatAsync(NpgsqlConnection connection, string mine, CancellationToken cancellationToken)
    {
        heartbeatReceived = false;
        await using (var say = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { CommandTimeout = (int)HeartbeatTimeout.TotalSeconds })
        {
            say.Parameters.AddWithValue(Channel);
            say.Parameters.AddWithValue($"{HeartbeatTopic} {mine}");
            await say.ExecuteNonQueryAsync(cancellationToken);
        }

        if (!heartbeatReceived)
            await connection.WaitAsync(HeartbeatTimeout, cancellationToken);
        if (!heartbeatReceived)
            throw new TimeoutException("The listener did not hear itself.");
    }

    private void Receive(string payload, string mine)
    {
        if (payload == $"{HeartbeatTopic} {mine}")
            heartbeatReceived = true;
        else if (!payload.StartsWith(HeartbeatTopic + " ", StringComparison.Ordinal))
            hear(payload);
    }
}
