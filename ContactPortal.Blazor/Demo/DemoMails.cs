using System.Collections.Immutable;
using System.Net;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ContactPortal.Blazor.Demo;

/// <summary>Reads the mails that Development writes to files; shown only to requests from the same machine.</summary>
internal sealed class DemoMails(IOptions<MailOptions> options, IHostEnvironment environment)
{
    /// <summary>The number of newest mails shown.</summary>
    public const int MaxMails = 100;

    private readonly string folder = Path.Combine(environment.ContentRootPath, options.Value.Folder);

    public bool IsOpenTo(ConnectionInfo connection) =>
        options.Value.Folder.Length > 0 && (connection.RemoteIpAddress is null || IPAddress.IsLoopback(connection.RemoteIpAddress));

    public async Task<ImmutableArray<DemoMail>> NewestAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            return [];

        var mails = ImmutableArray.CreateBuilder<DemoMail>();

        // The file names begin with the time of writing.
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal).Take(MaxMails))
        {
            using var message = await MimeMessage.LoadAsync(file, cancellationToken);
            mails.Add(new(message.Subject ?? "", message.To.ToString(), message.Date, message.TextBody ?? ""));
        }

        return mails.ToImmutable();
    }
}
