using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Mail;

/// <summary>Sets up the mails.</summary>
public static class MailServices
{
    /// <summary>Registers the outbox and all that empties it; options are the caller's to bind.</summary>
    /// <param name="services">The services.</param>
    /// <param name="root">The folder that a relative <see cref="MailOptions.Folder"/> starts at.</param>
    public static IServiceCollection AddPortalMail(this IServiceCollection services, string root) => services
        .AddSingleton<Outbox>()
        .AddSingleton<MailFeed>()
        .AddSingleton<DeliveryMailQueries>()
        .AddSingleton<BounceProcessor>()
        .AddSingleton<BounceMaildirReader>()
        .AddSingleton<Reminders>()
        .AddSingleton(of => new MailMessageBuilder(Options(of)))
        .AddSingleton<IMailTransport>(of => Options(of) is { Folder.Length: > 0 } options
            ? new FolderTransport(Path.Combine(root, options.Folder))
            : new SmtpTransport(Options(of)))
        .AddSingleton<MailDispatcher>();

    private static MailOptions Options(IServiceProvider of) => of.GetRequiredService<IOptions<MailOptions>>().Value;
}
