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
public sealed class SmtpTransport(MailOptions options) : IMailTransport, IDisposable
{
    private readonly ConcurrentBag<SmtpConnection> idle = [];

    /// <inheritdoc />
    public async Task<SendResult> SendAsync(
        MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken)
    {
        SmtpConnection? connection = null;
        try
        {
            connection = TakeIdle() ?? await SmtpConnection.OpenAsync(options, cancellationToken);
            await connection.SendAsync(message, returnTo, to, cancellationToken);
            return new SendResult.Accepted();
        }
        catch (SmtpCommandException exception)
        {
            return SmtpAnswer.ResultOf(exception.ErrorCode, (int)exception.StatusCode, exception.Message);
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
        using var server = await SmtpConnection.OpenAsync(options, cancellationToken);
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
