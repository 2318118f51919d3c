using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>A connection to the mail server, with the time-outs that RFC 5321 asks for.</summary>
internal sealed class SmtpConnection : SmtpClient
{
    private const int FirstTransient = 400;
    private const int ContentTimeout = 600_000;

    private readonly int answerTimeout;

    private SmtpConnection(TimeSpan answerTimeout) => Timeout = this.answerTimeout = (int)answerTimeout.TotalMilliseconds;

    /// <summary>What the server refuses if it refuses the next command of the mail that is being sent.</summary>
    public SmtpErrorCode Step { get; private set; } = SmtpErrorCode.SenderNotAccepted;

    /// <summary>Opens a connection and signs in.</summary>
    /// <param name="options">The server.</param>
    /// <param name="answerTimeout">How long its answers may take, except for the one to a mail's content.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<SmtpConnection> OpenAsync(
        MailOptions options, TimeSpan answerTimeout, CancellationToken cancellationToken)
    {
        var connection = new SmtpConnection(answerTimeout) { CheckCertificateRevocation = options.CheckRevocation };
        try
        {
            await connection.ConnectAsync(
                options.Host, options.Port, options.Tls ? SecureSocketOptions.Auto : SecureSocketOptions.StartTlsWhenAvailable,
                cancellationToken);
            if (options.Tls && !connection.IsSecure)
                throw new SslHandshakeException("The mail server offers no encryption.");
            if (options.User.Length > 0)
                await connection.AuthenticateAsync(options.User, options.Password, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message to one address.</summary>
    public async Task SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken)
    {
        Step = SmtpErrorCode.SenderNotAccepted;
        try
        {
            await SendAsync(message, returnTo, [to], cancellationToken);
        }
        finally
        {
            Timeout = answerTimeout;
        }
    }

    /// <summary>
    /// Asks whether the server takes a mail from the address and, since bounces come back to it, to the address; null if it does, else its
    /// answer. Sends nothing.
    /// </summary>
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

    /// <inheritdoc />
    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Step = SmtpErrorCode.RecipientNotAccepted;

    /// <summary>From here on the content is sent: its answer may take 10 minutes (RFC 5321, 4.5.3.2.6).</summary>
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        (Step, Timeout) = (SmtpErrorCode.MessageNotAccepted, ContentTimeout);
}
