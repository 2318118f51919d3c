using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>Sets up the mails: the outbox, and who empties it, reads bounces and reminds (D7, D10).</summary>
internal static class MailRegistration
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddPortalMail(builder.Environment.ContentRootPath);
        builder.Services.AddSingleton<IValidateOptions<MailOptions>, ValidateMailOptions>();
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<DemoMails>();
        builder.Services.AddHostedService<OutboxHostedService>();
        builder.Services.AddHostedService<MailRecurringJobs>();
    }

    /// <summary>Refuses a start with mails that would go astray.</summary>
    private sealed class ValidateMailOptions(IHostEnvironment environment) : IValidateOptions<MailOptions>
    {
        public ValidateOptionsResult Validate(string? name, MailOptions options) =>
            options.Validate(environment.IsDevelopment()).ToList() is { Count: > 0 } broken
                ? ValidateOptionsResult.Fail(broken)
                : ValidateOptionsResult.Success;
    }
}
