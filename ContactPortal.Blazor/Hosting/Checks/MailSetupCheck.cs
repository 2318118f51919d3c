using System.Runtime.CompilerServices;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Checks the mail server: connection, encryption, sign-in, and whether it accepts the return address. Sends no mail.</summary>
internal sealed class MailSetupCheck(IOptions<MailOptions> options, MailMessageBuilder builder) : ISetupCheck
{
    public string Subject => "mail";

    public string OnFailure => "check Mail:Host, :Port, :Tls, :User and :Password, and that this machine trusts the server's certificate";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mail = options.Value;
        if (mail.Host.Length == 0)
        {
            yield return Finding.Ok(
                Subject, mail.Folder.Length > 0 ? $"written as files to {mail.Folder}" : "Mail:Host is not set: mails stay in the outbox");
            yield break;
        }

        using var transport = new SmtpTransport(mail);
        var returnTo = builder.ReturnAddressOf(Guid.Empty);
        var (encryption, refusal) = await transport.CheckAsync(returnTo, cancellationToken);
        yield return Finding.Ok(
            Subject, $"connected to {mail.Host}:{mail.Port}, {encryption}, {(mail.User.Length > 0 ? "signed in" : "without a sign-in")}");
        yield return refusal is null
            ? Finding.Ok(Subject, $"the server accepts the return address {returnTo.Address}")
            : Finding.ToDo(
                Subject, $"the server refuses the return address, so bounces would be lost: {refusal}. Let it deliver Mail:ReturnTo with "
                + "anything after a plus");
        await transport.DisconnectAsync(cancellationToken);
    }
}
