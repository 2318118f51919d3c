using System.Collections.Concurrent;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Sends mails over SMTP. Connections stay open between mails; a second one is opened while the server takes its time over a mail.
/// Thread-safe.
/// </summary>
/// <param name="options">The server.</param>
/// <param name="answerTimeout">
/// How long its answers may take, except for the one to a mail's content, which may take 10 minutes; null: 30 s.
/// </param>
public sealed class SmtpTransport(MailOptions options, TimeSpan? answerTimeout = null) : IMailTransport, IDisposable
{
    private readonly TimeSpan answerTimeout = answerTimeout ?? TimeSpan.FromSeconds(30);
    private readonly ConcurrentBag<SmtpConnection> idle = [];

    /// <inheritdoc />
    public async Task<SendResult> SendAsync(
        MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken)
    {
        SmtpConnection? connection = null;
        try
        {
            connection = TakeIdle() ?? await SmtpConnection.OpenAsync(options, answerTimeout, cancellationToken);
            await connection.SendAsync(message, returnTo, to, cancellationToken);
            return new SendResult.Accepted();
        }
        catch (SmtpCommandException exception)
        {
            // A code that RFC 5321 doesn't give for a command is refused by it all the same.
            var refused = exception.ErrorCode == SmtpErrorCode.UnexpectedStatusCode && connection is not null
                ? connection.Step
                : exception.ErrorCode;
            return SmtpAnswer.ResultOf(refused, (int)exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (IsConnectionFailure(exception, cancellationToken))
        {
            connection?.Dispose();
            connection = null;
            return new SendResult.Held(OutboxMail.CauseOf(exception.Message), FaultOf(exception));
        }
        finally
        {
            Return(connection);
        }
    }

    /// <summary>
    /// Connects, signs in and asks the server whether it accepts a mail with that return address, without sending one; for an operator's
    /// check. Fails with the server's own words.
    /// </summary>
    /// <returns>How the connection is encrypted, and what the server refuses of the return address, or null.</returns>
    public async Task<(string Encryption, string? Refusal)> CheckAsync(MailboxAddress returnTo, CancellationToken cancellationToken)
    {
        using var server = await SmtpConnection.OpenAsync(options, answerTimeout, cancellationToken);
        var encryption = server.IsSecure ? server.SslProtocol.ToString() : "not encrypted";
        return (encryption, await server.ProbeAsync(returnTo, cancellationToken));
    }

    /// <inheritdoc />
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        while (idle.TryTake(out var connection))
        {
            try
            {
                if (connection.IsConnected)
                    await connection.DisconnectAsync(quit: true, cancellationToken);
            }
            catch (Exception exception) when (IsConnectionFailure(exception, cancellationToken))
            {
                // The connection is disposed below in any case.
            }

            connection.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        while (idle.TryTake(out var connection))
            connection.Dispose();
    }

    private SmtpConnection? TakeIdle()
    {
        while (idle.TryTake(out var connection))
        {
            if (connection.IsConnected)
                return connection;
            connection.Dispose();
        }

        return null;
    }

    private void Return(SmtpConnection? connection)
    {
        if (connection is { IsConnected: true })
            idle.Add(connection);
        else
            connection?.Dispose();
    }

    private static TransportFault FaultOf(Exception exception) => exception switch
    {
        AuthenticationException or ServiceNotAuthenticatedException or NotSupportedException => TransportFault.Login,
        SslHandshakeException => TransportFault.Encryption,
        _ => TransportFault.Outage,
    };

    private static bool IsConnectionFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is SmtpProtocolException or IOException or SocketException or AuthenticationException or SslHandshakeException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or TimeoutException or NotSupportedException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
