using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Sends mails over SMTP; the connection stays open from one mail to the next, for one worker.</summary>
public sealed class SmtpTransport(MailOptions options) : IMailTransport, IDisposable
{
    private const int FirstPermanent = 500;
    private const int AnswerTimeout = 30_000;

    private SmtpClient? client;

    /// <inheritdoc />
    public async Task<TransportAnswer> SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken stop)
    {
        try
        {
            await (await ConnectedAsync(stop)).SendAsync(message, returnTo, [to], stop);
            return new TransportAnswer.Accepted();
        }
        catch (SmtpCommandException refusal) when (
            (int)refusal.StatusCode >= FirstPermanent && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            return new TransportAnswer.Never(CauseOf(refusal), refusal.ErrorCode == SmtpErrorCode.RecipientNotAccepted);
        }
        catch (SmtpCommandException delay)
        {
            return new TransportAnswer.Later(CauseOf(delay), ServerIsAway: client is not { IsConnected: true });
        }
        catch (Exception fault) when (IsOfTheConnection(fault, stop))
        {
            Drop();
            return new TransportAnswer.Later(OutboxMail.CauseOf(fault.Message), ServerIsAway: true);
        }
    }

    /// <inheritdoc />
    public async Task RestAsync(CancellationToken stop)
    {
        try
        {
            if (client is { IsConnected: true })
                await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception fault) when (IsOfTheConnection(fault, stop))
        {
            // It is closed all the same.
        }

        Drop();
    }

    /// <inheritdoc />
    public void Dispose() => Drop();

    private async Task<SmtpClient> ConnectedAsync(CancellationToken stop)
    {
        if (client is { IsConnected: true })
            return client;
        Drop();
        client = new() { Timeout = AnswerTimeout };
        await client.ConnectAsync(
            options.Host, options.Port, options.Tls ? SecureSocketOptions.Auto : SecureSocketOptions.StartTlsWhenAvailable, stop);
        if (options.Tls && !client.IsSecure)
            throw new SslHandshakeException("The mail server offers no encryption.");
        if (options.User.Length > 0)
            await client.AuthenticateAsync(options.User, options.Password, stop);
        return client;
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }

    private static bool IsOfTheConnection(Exception fault, CancellationToken stop) => fault
        is SmtpProtocolException or IOException or SocketException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException
        or ServiceNotAuthenticatedException or TimeoutException or NotSupportedException || (fault is OperationCanceledException && !stop.IsCancellationRequested);

    private static string CauseOf(SmtpCommandException answer) => OutboxMail.CauseOf($"{(int)answer.StatusCode} {answer.Message}");
}
