using System.CommandLine;
using System.Data.Common;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Checks the set-up and prints one line for each finding: "ok", or what to do. Changes nothing, and prints no secret. Fails if something
/// is to be done.
/// </summary>
internal sealed class CheckCommand() : PortalCommand(
    "check",
    "Checks settings, database, identity provider, mail server, bounce folder, time zone data, disk space and the review of the"
    + " accessibility statement; each line is \"ok\" or"
    + " what to do. Changes nothing. Exit code 1 if something is to be done.")
{
    private const string Withheld = "***";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly string[] PasswordKeys = ["Password", "PWD", "SSL Password"];
    private static readonly Type[] Checks =
    [
        typeof(SettingsCheck), typeof(DatabaseSetupCheck), typeof(ProviderSetupCheck), typeof(MailSetupCheck), typeof(BounceFolderCheck),
        typeof(TimeZoneCheck), typeof(DiskSpaceCheck), typeof(AccessibilityCheck),
    ];

    public override async Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken)
    {
        var secrets = SecretsOf(app.Configuration);
        var exitCode = SuccessExitCode;
        foreach (var type in Checks)
        {
            foreach (var finding in await FindAsync(app.Services, type, cancellationToken))
            {
                var text = secrets.Aggregate(finding.Text, (now, secret) => now.Replace(secret, Withheld, StringComparison.Ordinal));
                await Console.Out.WriteLineAsync($"{(finding.IsOk ? "ok   " : "TO DO")}  {finding.Subject,-9}  {text}");
                if (!finding.IsOk)
                    exitCode = FailedExitCode;
            }
        }

        return exitCode;
    }

    private static async Task<List<Finding>> FindAsync(IServiceProvider services, Type type, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        ISetupCheck? check = null;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            check = (ISetupCheck)ActivatorUtilities.CreateInstance(services, type);
            await foreach (var finding in check.RunAsync(timeout.Token))
                findings.Add(finding);
        }
        catch (OptionsValidationException) when (type != typeof(SettingsCheck))
        {
            // Reported by the check of the settings.
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            findings.Add(Finding.ToDo(check?.Subject ?? type.Name, $"{MessageOf(exception)} {check?.OnFailure}".Trim()));
        }

        return findings;
    }

    // The innermost message says what went wrong: a certificate that isn't trusted, a name that isn't known.
    private static string MessageOf(Exception exception)
    {
        var (outer, inner) = (exception.Message.TrimEnd('.'), exception.GetBaseException().Message.TrimEnd('.'));
        return exception is OperationCanceledException ? $"No answer within {Timeout.TotalSeconds} s:"
            : outer.Contains(inner, StringComparison.Ordinal) ? $"{outer}:"
            : $"{outer}: {inner}:";
    }

    private static List<string> SecretsOf(IConfiguration configuration)
    {
        var connection = new DbConnectionStringBuilder
        {
            ConnectionString = configuration.GetConnectionString(StorageServices.ConnectionName),
        };
        string?[] secrets =
        [
            configuration[$"{SignInOptions.Section}:{nameof(SignInOptions.ClientSecret)}"],
            configuration[$"{MailOptions.Section}:{nameof(MailOptions.Password)}"],
            .. PasswordKeys.Select(key => connection.TryGetValue(key, out var value) ? value as string : null),
        ];
        return [.. secrets.OfType<string>().Where(secret => secret.Length > 0)];
    }
}
