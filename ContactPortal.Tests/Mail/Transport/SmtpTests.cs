using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace ContactPortal.Tests.Mail;

/// <summary>Sending over real connections to a server with every kind of failure.</summary>
public sealed class SmtpTests
{
    private static readonly ServerBehaviour[] Behaviours = Enum.GetValues<ServerBehaviour>();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ServerBehaviour.Fine, typeof(SendResult.Accepted), "")]
    [InlineData(ServerBehaviour.Greylists, typeof(SendResult.Deferred), "450 4.2.0 try again later")]
    [InlineData(ServerBehaviour.RefusesRecipient, typeof(SendResult.Refused), "550 5.1.1 no such address")]
    [InlineData(ServerBehaviour.RefusesContent, typeof(SendResult.Refused), "554 5.7.1 not wanted")]
    [InlineData(ServerBehaviour.CutsBeforeAnswer, typeof(SendResult.Held), null)]
    [InlineData(ServerBehaviour.CutsAfterTaking, typeof(SendResult.Held), null)]
    public async Task Server_WithThatBehaviour_GivesTheExpectedResult(ServerBehaviour behaviour, Type answer, string? cause)
    {
        await using var server = new ScriptedMailServer { Behaviour = _ => behaviour };
        using var transport = new SmtpTransport(To(server.Port));
        var given = await SendAsync(transport);
        Assert.IsType(answer, given);
        if (cause is not null)
            Assert.Equal(cause, given.Cause);

        // The next mail is sent, whatever the failure was.
        server.Behaviour = _ => ServerBehaviour.Fine;
        Assert.IsType<SendResult.Accepted>(await SendAsync(transport));
        await transport.DisconnectAsync(CancellationToken);
    }

    [Fact]
    public async Task NoServer_AtThePort_IsAwayForNow()
    {
        using var port = new ClosedPort();
        using var transport = new SmtpTransport(To(port.Number));
        Assert.IsType<SendResult.Held>(await SendAsync(transport));
    }

    [Fact]
    public async Task ServerWithoutEncryption_WhereItIsRequired_GetsNoMail()
    {
        await using var server = new ScriptedMailServer();
        using var transport = new SmtpTransport(To(server.Port) with { Tls = true });
        Assert.IsType<SendResult.Held>(await SendAsync(transport));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task HundredMails_ThroughEveryFailure_AreAllSent_TwiceAtMostWhereTheAnswerWasCut()
    {
        const int Contacts = 50;
        const int Mails = 2 * Contacts;
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        for (var i = 0; i < Contacts; i++)
            await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        await portal.ForgetMailsAsync();
        await portal.ReceiveAsync();

        // Each address gets every transient failure once, then the server accepts. Permanent refusals are tested elsewhere.
        await using var server = new ScriptedMailServer();
        Dictionary<string, Queue<ServerBehaviour>> behaviours = [];
        var cuts = 0;
        server.Behaviour = address =>
        {
            if (!behaviours.TryGetValue(address, out var left))
                behaviours[address] = left = new(
                    Behaviours.Where(
                        m => m is not (ServerBehaviour.RefusesRecipient or ServerBehaviour.RefusesContent or ServerBehaviour.Fine)));
            var behaviour = left.TryDequeue(out var next) ? next : ServerBehaviour.Fine;
            cuts += behaviour == ServerBehaviour.CutsAfterTaking ? 1 : 0;
            return behaviour;
        };

        using var transport = new SmtpTransport(To(server.Port));
        var worker = new MailDispatcher(
            portal.Get<MailLeases>(), portal.Get<MailResults>(), transport, portal.Get<MailMessageBuilder>(), portal.Get<MailHealth>(),
            portal.Clock, NullLogger<MailDispatcher>.Instance);
        for (var round = 0; round < 20 * Mails && (await portal.OutboxAsync()).Any(m => m.State == MailState.Waiting); round++)
        {
            await worker.DispatchAsync(CancellationToken);
            portal.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.All(await portal.OutboxAsync(), m => Assert.Equal(MailState.Accepted, m.State));
        var arrived = server.Received.Select(m => MessageIdIn(m.Content)).ToList();
        Assert.Equal(Mails, arrived.Distinct().Count());
        Assert.Equal(Contacts, cuts);
        Assert.InRange(arrived.Count, Mails, Mails + cuts);
        Assert.All(server.Received, m => Assert.StartsWith("retur+", m.From, StringComparison.Ordinal));
    }

    private static MailOptions To(int port) => new()
    {
        Portal = "https://portal.example", From = "portal@mail.example", Host = "127.0.0.1", Port = port, Tls = false,
    };

    private static Task<SendResult> SendAsync(SmtpTransport transport)
    {
        var message = new MimeMessage { Subject = "Prøve", Body = new TextPart("plain") { Text = "Hej" } };
        message.From.Add(MailboxAddress.Parse("portal@mail.example"));
        message.To.Add(MailboxAddress.Parse("anne@aarhus.example"));
        return transport.SendAsync(
            message, MailboxAddress.Parse("retur+1@mail.example"), MailboxAddress.Parse("anne@aarhus.example"), CancellationToken);
    }

    private static string MessageIdIn(string content) =>
        content.Split('\n').First(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase));
}
