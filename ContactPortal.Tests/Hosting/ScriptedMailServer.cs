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

    /// <summary>Whether it offers encryption, which it then refuses.</summary>
    public bool OffersEncryption { get; init; }

    /// <summary>Whether it takes a user name and a password.</summary>
    public bool OffersLogin { get; init; }

    /// <summary>What it does at a step of the dialogue instead of accepting; null to accept.</summary>
    public Func<SmtpStep, ServerReaction?> Reaction { get; set; } = _ => null;

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
        if (!await AnswerAsync(SmtpStep.Connect, "220 mail.example", writer))
            return;
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var isOpen = true;
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    isOpen = await AnswerAsync(SmtpStep.Hello, Extensions(), writer);
                    break;
                case "HELO":
                    isOpen = await AnswerAsync(SmtpStep.Hello, "250 mail.example", writer);
                    break;
                case "STARTTLS":
                    isOpen = await AnswerAsync(SmtpStep.StartTls, "454 4.7.0 TLS not available", writer);
                    break;
                case "AUTH":
                    isOpen = await AnswerAsync(SmtpStep.Login, "235 2.7.0 welcome", writer);
                    break;
                case "MAIL":
                    from = AddressIn(line);
                    isOpen = await AnswerAsync(SmtpStep.Sender, "250 ok", writer);
                    break;
                case "RCPT":
                    to = AddressIn(line);
                    behaviour = Behaviour(to);
                    isOpen = await AnswerAsync(SmtpStep.Recipient, AnswerToRecipient(behaviour), writer);
                    break;
                case "DATA":
                    isOpen = await TakeContentAsync(from, to, behaviour, reader, writer);
                    break;
                case "RSET":
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "QUIT":
                    await AnswerAsync(SmtpStep.Quit, "221 bye", writer);
                    return;
                default:
                    await writer.WriteLineAsync("500 what?");
                    break;
            }

            if (!isOpen)
                return;
        }
    }

    private async Task<bool> TakeContentAsync(
        string from, string to, ServerBehaviour behaviour, StreamReader reader, StreamWriter writer)
    {
        if (Reaction(SmtpStep.Data) is { } refusal)
            return await AnswerAsync(refusal, "", writer);
        await writer.WriteLineAsync("354 go on");
        var content = await ReadContentAsync(reader);
        var reaction = Reaction(SmtpStep.Content);
        if (behaviour == ServerBehaviour.CutsBeforeAnswer)
            return false;
        if (behaviour != ServerBehaviour.RefusesContent && reaction is null or ServerReaction.Waits)
            received.Enqueue(new(from, to, content));
        if (behaviour == ServerBehaviour.CutsAfterTaking)
            return false;
        return await AnswerAsync(reaction, behaviour == ServerBehaviour.RefusesContent ? "554 5.7.1 not wanted" : "250 ok", writer);
    }

    private Task<bool> AnswerAsync(SmtpStep step, string answer, StreamWriter writer) => AnswerAsync(Reaction(step), answer, writer);

    /// <summary>Answers, or reacts as the test says; false when the connection is to be closed.</summary>
    private async Task<bool> AnswerAsync(ServerReaction? reaction, string answer, StreamWriter writer)
    {
        switch (reaction)
        {
            case ServerReaction.Cuts:
                return false;
            case ServerReaction.IsSilent:
                await Task.Delay(Timeout.Infinite, stop.Token);
                break;
            case ServerReaction.Says says:
                await writer.WriteLineAsync(says.Line);
                break;
            case ServerReaction.Waits waits:
                await waits.Until.WaitAsync(stop.Token);
                await writer.WriteLineAsync(answer);
                break;
            default:
                await writer.WriteLineAsync(answer);
                break;
        }

        return true;
    }

    private string Extensions() =>
        $"250-mail.example\r\n{(OffersEncryption ? "250-STARTTLS\r\n" : "")}{(OffersLogin ? "250-AUTH PLAIN\r\n" : "")}250 HELP";

    private static string AnswerToRecipient(ServerBehaviour behaviour) => behaviour switch
    {
        ServerBehaviour.Greylists => "450 4.2.0 try again later",
        ServerBehaviour.RefusesRecipient => "550 5.1.1 no such address",
        _ => "250 ok",
    };

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
