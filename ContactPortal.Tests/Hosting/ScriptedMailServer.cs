using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactPortal.Tests.Hosting;

/// <summary>What the mail server does at a step of a mail, instead of answering that it is fine.</summary>
public enum ServerBehaviour
{
    /// <summary>Answers that it is fine.</summary>
    Fine,

    /// <summary>Answers the recipient with 450: try again later.</summary>
    Greylists,

    /// <summary>Answers the recipient with 550: there is no such address.</summary>
    RefusesRecipient,

    /// <summary>Answers the content with 554: it is not wanted.</summary>
    RefusesContent,

    /// <summary>Closes the connection before it has answered the content.</summary>
    CutsBeforeAnswer,

    /// <summary>Takes the content, and closes the connection without having said so.</summary>
    CutsAfterTaking,
}

/// <summary>A mail as the server took it.</summary>
public sealed record ServedMail(string From, string To, string Content);

/// <summary>A mail server over TCP that speaks as much SMTP as a client needs, and fails as a test says.</summary>
public sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ServedMail> taken = [];
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

    /// <summary>What it has taken over.</summary>
    public IReadOnlyCollection<ServedMail> Taken => taken;

    /// <summary>How it treats the next mail to an address.</summary>
    public Func<string, ServerBehaviour> Mood { get; set; } = _ => ServerBehaviour.Fine;

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
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
                await ConverseAsync(reader, writer);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        var (from, to, mood) = ("", "", ServerBehaviour.Fine);
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
                    mood = Mood(to);
                    await writer.WriteLineAsync(mood switch
                    {
                        ServerBehaviour.Greylists => "450 4.2.0 try again later",
                        ServerBehaviour.RefusesRecipient => "550 5.1.1 no such address",
                        _ => "250 ok",
                    });
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var content = await ContentAsync(reader);
                    if (mood == ServerBehaviour.CutsBeforeAnswer)
                        return;
                    if (mood != ServerBehaviour.RefusesContent)
                        taken.Enqueue(new(from, to, content));
                    if (mood == ServerBehaviour.CutsAfterTaking)
                        return;
                    await writer.WriteLineAsync(mood == ServerBehaviour.RefusesContent ? "554 5.7.1 not wanted" : "250 ok");
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

    private async Task<string> ContentAsync(StreamReader reader)
    {
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line and not ".")
            content.AppendLine(line);
        return content.ToString();
    }

    private static string AddressIn(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
