using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Writes mails as <c>.eml</c> files into a folder instead of sending them: for Development.</summary>
public sealed class FolderTransport(string folder) : IMailTransport
{
    /// <inheritdoc />
    public async Task<SendResult> SendAsync(
        MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{message.Date.UtcDateTime:yyyyMMdd-HHmmssfff}-{message.MessageId?.Split('@')[0]}.eml");
        await message.WriteToAsync(file, cancellationToken);
        return new SendResult.Accepted();
    }

    /// <inheritdoc />
    public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
