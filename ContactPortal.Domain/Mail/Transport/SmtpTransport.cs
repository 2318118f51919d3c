using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Sends mails over SMTP; the connection stays open between mails. Not thread-safe: for one dispatcher.</summary>
public sealed class SmtpTransport(MailOptions options) : IMailTransport, IDisposable
{
    private const int FirstTransient = 400;
    private const int FirstPermanent = 500;
    private const int ResponseTimeout = 30_000;

    private ProbingSmtpClient? client;

    /// <inheritdoc />
    public async Task<SendResult> SendAsync(
        MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken)
    {
        try
        {
            await (await GetConnectionAsync(cancellationToken)).SendAsync(message, returnTo, [to], cancellationToken);
            return new SendResult.Accepted();
        }
        catch (SmtpCommandException exception) when (
            (int)exception.StatusCode >= FirstPermanent
                && exception.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            return new SendResult.PermanentFailure(CauseOf(exception), exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted);
        }
        catch (SmtpCommandException exception)
        {
            return new SendResult.TransientFailure(CauseOf(exception), ServerIsAway: client is not { IsConnected: true });
        }
        catch (Exception exception) when (IsConnectionFailure(exception, cancellationToken))
        {
            CloseConnection();
            return new SendResult.TransientFailure(OutboxMail.CauseOf(exception.Message), ServerIsAway: true);
        }
    }

    /// <summary>
    /// Connects, signs in and asks the server whether it accepts a mail with that return address, without sending one; for an operator's
    /// check. Fails with the server's own words.
    /// </summary>
    /// <returns>How the connection is encrypted, and what the server refuses of the return address, or null.</returns>
    public async Task<(string Encryption, string? Refusal)> CheckAsync(MailboxAddress returnTo, CancellationToken cancellationToken)
    {
        var server = await GetConnectionAsync(cancellationToken);
        var encryption = server.IsSecure ? server.SslProtocol.ToString() : "not encrypted";
        return (encryption, await server.ProbeAsync(returnTo, cancellationToken));
    }

    /// <inheritdoc />
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (client is { IsConnected: true })
                await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (IsConnectionFailure(exception, cancellationToken))
        {
            // The connection is disposed below in any case.
        }

        CloseConnection();
    }

    /// <inheritdoc />
    public void Dispose() => CloseConnection();

    private async Task<ProbingSmtpClient> GetConnectionAsync(CancellationToken cancellationToken)
    {
        if (client is { IsConnected: true })
            return client;
        CloseConnection();
        client = new() { Timeout = ResponseTimeout };
        await client.ConnectAsync(
            options.Host, options.Port, options.Tls
                ? SecureSocketOptions.Auto
                : SecureSocketOptions.StartTlsWhenAvailable, cancellationToken);
        if (options.Tls && !client.IsSecure)
            throw new SslHandshakeException("The mail server offers no encryption.");
        if (options.User.Length > 0)
            await client.AuthenticateAsync(options.User, options.Password, cancellationToken);
        return client;
    }

    private void CloseConnection()
    {
        client?.Dispose();
        client = null;
    }

    private static bool IsConnectionFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is SmtpProtocolException or IOException or SocketException or AuthenticationException or SslHandshakeException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or TimeoutException or NotSupportedException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>An SMTP client that can ask about an address.</summary>
    private sealed class ProbingSmtpClient : SmtpClient
    {
        // Bounces come back to the address, so the server has to accept it as a recipient, too.
        public async Task<string?> ProbeAsync(MailboxAddress address, CancellationToken cancellationToken)
        {
            foreach (var command in new[] { $"MAIL FROM:<{address.Address}>", $"RCPT TO:<{address.Address}>" })
            {
                var answer = await SendCommandAsync(command, cancellationToken);
                if ((int)answer.StatusCode >= FirstTransient)
                    return $"{command}: {(int)answer.StatusCode} {answer.Response}";
            }

            await SendCommandAsync("RSET", cancellationToken);
            return null;
        }
    }

    private static string CauseOf(SmtpCommandException answer) => OutboxMail.CauseOf($"{(int)answer.StatusCode} {answer.Message}");
}
