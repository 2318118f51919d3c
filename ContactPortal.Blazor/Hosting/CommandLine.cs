using System.Globalization;
using ContactPortal.Blazor.Imports;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Verification;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>The commands that the portal can run instead of serving pages.</summary>
internal static class CommandLine
{
    private const string VerifyHistory = "verify-history";
    private const string BackUp = "backup";
    private const string Copy = "copy-database";
    private const string InviteAgency = "invite-agency";
    private const int SuccessExitCode = 0;
    private const int FailedExitCode = 1;
    private const int UsageExitCode = 2;

    private const string Help =
        """
        Without a command the portal serves pages. Commands:
          invite-agency --email ADDRESS             invites the agency's first person, and prints the link
          import-persons FILE --organisation CODE   shows what a CSV file of persons changes in a municipality's directory;
              --missing-have-left NUMBER            who is missing in the file has left: so many persons
              --apply                               carries out the plan
          import-contacts FILE                      shows what a CSV file with the contacts of all municipalities changes;
              --apply                               carries out the plan
          verify-history [--anchors FILE]           verifies the history of every organisation, and that it still contains the
                                                    ends in the file (setting History:AnchorFile)
          backup FILE                               copies a SQLite database to a new file while the portal runs
          copy-database --to CONNECTION             copies the database into an empty one, of SQLite or PostgreSQL
        Settings are read from appsettings.json, environment variables and --Key=Value; docs/operation.md describes them.
        """;

    /// <summary>
    /// Runs the command given by the arguments and returns its exit code; null if there is none, and the portal is to serve.
    /// </summary>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] args)
    {
        try
        {
            return args switch
            {
                [VerifyHistory, "--anchors", var file, ..] => await VerifyHistoryAsync(app, file),
                [VerifyHistory, ..] => await VerifyHistoryAsync(app, anchorFile: null),
                [BackUp, var file] => await BackUpAsync(app, file),
                [BackUp, ..] => await WriteUsageErrorAsync("backup needs the file to write, and nothing else: backup FILE"),
                [Copy, "--to", var to] => await CopyAsync(app, to),
                [Copy, ..] => await WriteUsageErrorAsync(
                    "copy-database needs where to copy to, and nothing else: copy-database --to \"Host=…\""),
                [InviteAgency, "--email", var email] => await InviteAgencyAsync(app, email),
                [InviteAgency, ..] => await WriteUsageErrorAsync(
                    "invite-agency needs the e-mail address of the agency's first person, and nothing else:"
                    + " invite-agency --email NAME@DOMAIN"),
                [ImportCommands.Persons, .. var rest] => await ImportCommands.ImportPersonsAsync(app, rest),
                [ImportCommands.Contacts, .. var rest] => await ImportCommands.ImportContactsAsync(app, rest),
                ["--help" or "-h", ..] => await WriteHelpAsync(),
                [var word, ..] when !word.StartsWith('-') => await WriteUnknownAsync(word),
                _ => null,
            };
        }
        catch (IOException exception)
        {
            return await WriteUsageErrorAsync(exception.Message);
        }
    }

    /// <summary>
    /// Copies the whole database into an empty one, of the same provider or the other. Prints the row counts of each table on both sides
    /// and verifies the copy's history; exit code 1 if a count differs or the history is faulty.
    /// </summary>
    private static async Task<int> CopyAsync(WebApplication app, string to)
    {
        var cancellationToken = app.Lifetime.ApplicationStopping;
        await using var target = CreateTarget(app, to);
        var copy = target.GetRequiredService<PortalDatabase>();
        var tables = await new DatabaseCopy(app.Services.GetRequiredService<PortalDatabase>(), copy).CopyAsync(cancellationToken);
        foreach (var table in tables)
            await Console.Out.WriteLineAsync($"{table.Table}: {table.Rows} rows, {table.Copied} copied");
        var history = await WriteResultAsync(await new HistoryVerifier(copy).VerifyAsync(cancellationToken));
        return tables.All(table => table.Rows == table.Copied) ? history : FailedExitCode;
    }

    private static ServiceProvider CreateTarget(WebApplication app, string to)
    {
        try
        {
            return new ServiceCollection().AddLogging().AddSingleton<ChangeFeed>()
                .AddPortalStorage(to, app.Environment.ContentRootPath).BuildServiceProvider();
        }
        catch (InvalidOperationException)
        {
            throw new IOException("--to must be \"Host=<server>;Database=<name>;…\" (PostgreSQL) or \"Data Source=<file>\" (SQLite).");
        }
    }

    /// <summary>Writes a full copy of the database to a new file; the portal may be running.</summary>
    private static async Task<int> BackUpAsync(WebApplication app, string file)
    {
        await app.Services.GetRequiredService<PortalDatabase>().BackUpAsync(Path.GetFullPath(file), app.Lifetime.ApplicationStopping);
        await Console.Out.WriteLineAsync($"The database is copied to {file}.");
        return SuccessExitCode;
    }

    /// <summary>
    /// Invites the agency's first person and prints the link, which is also mailed where mail is set up (P6). Former links no longer work.
    /// </summary>
    private static async Task<int> InviteAgencyAsync(WebApplication app, string email)
    {
        var cancellationToken = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<PortalDatabase>().MigrateAsync(cancellationToken);
        var invitations = app.Services.GetRequiredService<InvitationService>();
        if (await invitations.InviteAgencyAsync(email, cancellationToken) is not InviteOutcome.Sent sent)
            return await WriteUsageErrorAsync($"\"{email}\" is not an e-mail address.");
        var portal = app.Services.GetRequiredService<IOptions<MailOptions>>().Value.Portal;
        await Console.Out.WriteLineAsync($"{portal}{sent.Path}");
        await Console.Error.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The link works once, until {sent.Invitation.ExpiresAt:yyyy-MM-dd HH:mm} UTC, for a sign-in of the agency.")
            + (portal.Length == 0 ? " Put the portal's own address before it (setting Mail:Portal)." : ""));
        return SuccessExitCode;
    }

    private static async Task<int> WriteHelpAsync()
    {
        await Console.Out.WriteLineAsync(Help);
        return SuccessExitCode;
    }

    private static async Task<int> WriteUnknownAsync(string word)
    {
        await Console.Error.WriteLineAsync($"There is no command \"{word}\".\n{Help}");
        return UsageExitCode;
    }

    private static async Task<int> WriteUsageErrorAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return FailedExitCode;
    }

    /// <summary>
    /// Verifies the hash chain of every organisation's history, and that it contains the ends in the file; prints the faults, and returns
    /// exit code 1 if there are any.
    /// </summary>
    private static async Task<int> VerifyHistoryAsync(WebApplication app, string? anchorFile)
    {
        var cancellationToken = app.Lifetime.ApplicationStopping;
        var database = app.Services.GetRequiredService<PortalDatabase>();
        await database.EnsureExistsAsync(cancellationToken);
        await database.MigrateAsync(cancellationToken);
        var anchors = anchorFile is null ? [] : await ReadAnchorsAsync(anchorFile, cancellationToken);
        return await WriteResultAsync(await app.Services.GetRequiredService<HistoryVerifier>().VerifyAsync(anchors, cancellationToken));
    }

    private static async Task<List<HistoryAnchor>> ReadAnchorsAsync(string file, CancellationToken cancellationToken)
    {
        var anchors = new List<HistoryAnchor>();
        foreach (var line in await File.ReadAllLinesAsync(file, cancellationToken))
            anchors.Add(HistoryAnchor.Parse(line) ?? throw new IOException($"{file}: \"{line}\" is no end of a history."));
        return anchors;
    }

    private static async Task<int> WriteResultAsync(HistoryVerificationResult result)
    {
        foreach (var fault in result.Faults)
            await Console.Error.WriteLineAsync($"Organisation {fault.Organisation}, entry {fault.Number}: {fault.Fault}");
        await Console.Out.WriteLineAsync(
            $"{result.Entries} history entries in {result.Organisations} organisations verified, {result.Faults.Length} faulty.");
        return result.Faults.IsEmpty ? SuccessExitCode : FailedExitCode;
    }
}
