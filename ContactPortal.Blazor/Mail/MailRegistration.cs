using ContactPortal.Blazor.Demo;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Layout;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>Registers mail: the outbox, its dispatcher, and the recurring jobs for bounces and reminders (D7, D10).</summary>
internal static class MailRegistration
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddPortalMail(builder.Environment.ContentRootPath);
        builder.Services.AddSingleton<IValidateOptions<MailOptions>, ValidateMailOptions>();
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton(provider => HelpOf(provider.GetRequiredService<IOptions<AgencyOptions>>().Value));
        builder.Services.AddSingleton<DemoMails>();
        builder.Services.AddHostedService<OutboxHostedService>();
        builder.Services.AddHostedService<MailRecurringJobs>();
    }

    private static MailHelp HelpOf(AgencyOptions agency) => new(agency.Name, agency.Mail, agency.Phone);

    /// <summary>Fails the start if the mail options are invalid.</summary>
    private sealed class ValidateMailOptions(IHostEnvironment environment, IConfiguration configuration) : IValidateOptions<MailOptions>
    {
        public ValidateOptionsResult Validate(string? name, MailOptions options) =>
            options.Validate(environment.IsDevelopment(), configuration[PathBaseOptions.Key] ?? "").ToList() is { Count: > 0 } errors
                ? ValidateOptionsResult.Fail(errors)
                : ValidateOptionsResult.Success;
    }
}
