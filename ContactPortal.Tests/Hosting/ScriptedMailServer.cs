using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactPortal.Tests.Hosting;

/// <summary>A minimal SMTP server that fails as a test configures.</summary>
public sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ServedMail> received = [];
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public ScriptedMailServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>The accepted mails.</summary>
    public IReadOnlyCollection<ServedMail> Received => received;

    /// <summary>How mails to an address are treated.</summary>
    public Func<string, ServerBehaviour> Behaviour { get; set; } = _ => ServerBehaviour.Fine;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer =
                    new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
                await RunSessionAsync(reader, writer);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task RunSessionAsync(StreamReader reader, StreamWriter writer)
    {
        var (from, to, behaviour) = ("", "", ServerBehaviour.Fine);
        await writer.WriteLineAsync("220 mail.example");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 mail.example");
                    break;
                case "MAIL":
                    from = AddressIn(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RCPT":
                    to = AddressIn(line);
                    behaviour = Behaviour(to);
                    await writer.WriteLineAsync(behaviour switch
                    {
                        ServerBehaviour.Greylists => "450 4.2.0 try again later",
                        ServerBehaviour.RefusesRecipient => "550 5.1.1 no such address",
                        _ => "250 ok",
                    });
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var content = await ReadContentAsync(reader);
                    if (behaviour == ServerBehaviour.CutsBeforeAnswer)
                        return;
                    if (behaviour != ServerBehaviour.RefusesContent)
                        received.Enqueue(new(from, to, content));
                    if (behaviour == ServerBehaviour.CutsAfterTaking)
                        return;
                    await writer.WriteLineAsync(behaviour == ServerBehaviour.RefusesContent ? "554 5.7.1 not wanted" : "250 ok");
                    break;
                case "RSET":
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("500 what?");
                    break;
            }
        }
    }

    private async Task<string> ReadContentAsync(StreamReader reader)
    {
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line and not ".")
            content.AppendLine(line);
        return content.ToString();
    }

    private static string AddressIn(string line) =>
        line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
