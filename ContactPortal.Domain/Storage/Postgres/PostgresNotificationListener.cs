using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>
/// Receives notifications by LISTEN on a dedicated connection. A connection can be dead without an error: after 2 s without a notification
/// it notifies itself, and fails when that heartbeat does not arrive within 3 s.
/// </summary>
internal sealed class PostgresNotificationListener(NpgsqlDataSource source, Action<string> receive)
{
    /// <summary>The channel that all processes of a portal listen on; channels are separate for each database.</summary>
    public const string Channel = "portal";

    private const string HeartbeatTopic = "beat";

    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(3);

    private bool heartbeatReceived;

    /// <summary>Listens until it is cancelled; throws when the connection is broken or dead.</summary>
    /// <param name="onListening">Called once LISTEN is in effect: later notifications are not missed.</param>
    /// <param name="cancellationToken">Stops onListening.</param>
    public async Task ListenAsync(Action onListening, CancellationToken cancellationToken)
    {
        // The wait is cancelled before the connection is disposed: disposing first would wait for the server.
        await using var connection = await OpenAsync(cancellationToken);
        var process = Guid.NewGuid().ToString("N");
        connection.Notification += (_, notification) => Receive(notification.Payload, process);
        await using (var listen = new NpgsqlCommand(
            $"LISTEN {Channel}", connection) { CommandTimeout = (int)HeartbeatTimeout.TotalSeconds })
            await listen.ExecuteNonQueryAsync(cancellationToken);
        onListening();
        while (true)
        {
            if (!await connection.WaitAsync(IdleInterval, cancellationToken))
                await SendHeartbeatAsync(connection, process, cancellationToken);
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
            throw new TimeoutException("Connecting to the database timed out.");
        }
    }

    private async Task SendHeartbeatAsync(NpgsqlConnection connection, string process, CancellationToken cancellationToken)
    {
        heartbeatReceived = false;
        await using (var command = new NpgsqlCommand(
            "SELECT pg_notify($1, $2)", connection) { CommandTimeout = (int)HeartbeatTimeout.TotalSeconds })
        {
            command.Parameters.AddWithValue(Channel);
            command.Parameters.AddWithValue($"{HeartbeatTopic} {process}");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (!heartbeatReceived)
            await connection.WaitAsync(HeartbeatTimeout, cancellationToken);
        if (!heartbeatReceived)
            throw new TimeoutException("The heartbeat notification did not arrive.");
    }

    private void Receive(string payload, string process)
    {
        if (payload == $"{HeartbeatTopic} {process}")
            heartbeatReceived = true;
        else if (!payload.StartsWith(HeartbeatTopic + " ", StringComparison.Ordinal))
            receive(payload);
    }
}
