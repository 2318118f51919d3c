using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Mail;

/// <summary>Registers the mail services.</summary>
public static class MailServices
{
    /// <summary>Registers the outbox, its dispatcher and the transport; the caller binds the options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="root">The folder that a relative <see cref="MailOptions.Folder"/> starts at.</param>
    public static IServiceCollection AddPortalMail(this IServiceCollection services, string root) => services
        .AddSingleton<Outbox>()
        .AddSingleton<IContactMails>(provider => provider.GetRequiredService<Outbox>())
        .AddSingleton<IRightsMails>(provider => provider.GetRequiredService<Outbox>())
        .AddSingleton<IDeliveryMails>(provider => provider.GetRequiredService<Outbox>())
        .AddSingleton<IPersonMails>(provider => provider.GetRequiredService<Outbox>())
        .AddSingleton<MailFeed>()
        .AddSingleton<MailHealth>()
        .AddSingleton<MailQueries>()
        .AddSingleton<FailedMails>()
        .AddSingleton<AddressMarks>()
        .AddSingleton<BounceProcessor>()
        .AddSingleton<BounceMaildirReader>()
        .AddSingleton<Reminders>()
        .AddSingleton(provider => new MailMessageBuilder(Options(provider), provider.GetService<MailHelp>()))
        .AddSingleton<IMailTransport>(provider => Options(provider) is { Folder.Length: > 0 } options
            ? new FolderTransport(Path.Combine(root, options.Folder))
            : new SmtpTransport(Options(provider)))
        .AddSingleton<MailLeases>()
        .AddSingleton<MailResults>()
        .AddSingleton<MailQueueGauge>()
        .AddSingleton<MailDispatcher>();

    private static MailOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<MailOptions>>().Value;
}
