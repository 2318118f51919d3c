using ContactPortal.Domain.History;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>What the portal can do from the command line instead of serving pages.</summary>
internal static class CommandLine
{
    private const string VerifyHistory = "verify-history";
    private const string BackUp = "backup";
    private const string Copy = "copy-database";
    private const int SuccessExitCode = 0;
    private const int FailedExitCode = 1;

    /// <summary>Does the command that the arguments name; null when they name none, and the portal is to serve.</summary>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] args)
    {
        try
        {
            return args switch
            {
                [VerifyHistory, ..] => await VerifyHistoryAsync(app),
                [BackUp, var file] => await BackUpAsync(app, file),
                [BackUp, ..] => await WriteUsageErrorAsync("backup needs the file to write, and nothing else: backup FILE"),
                [Copy, "--to", var to] => await CopyAsync(app, to),
                [Copy, ..] => await WriteUsageErrorAsync("copy-database needs where to copy to, and nothing else: copy-database --to \"Host=…\""),
                _ => null,
            };
        }
        catch (IOException refusal)
        {
            return await WriteUsageErrorAsync(refusal.Message);
        }
    }

    /// <summary>
    /// Copies the whole database into an empty one, on the same or another kind of server; says how many rows each table has on both sides
    /// and what is wrong with the copy's history, and ends with 1 when anything is.
    /// </summary>
    private static async Task<int> CopyAsync(WebApplication app, string to)
    {
        var cancellationToken = app.Lifetime.ApplicationStopping;
        await using var target = TargetAt(app, to);
        var copied = target.GetRequiredService<PortalDatabase>();
        var tables = await new DatabaseCopy(app.Services.GetRequiredService<PortalDatabase>(), copied).CopyAsync(cancellationToken);
        foreach (var table in tables)
            await Console.Out.WriteLineAsync($"{table.Table}: {table.Rows} rows, {table.Copied} copied");
        var history = await WriteResultAsync(await new HistoryVerifier(copied).VerifyAsync(cancellationToken));
        return tables.All(table => table.Rows == table.Copied) ? history : FailedExitCode;
    }

    private static ServiceProvider TargetAt(WebApplication app, string to)
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

    /// <summary>Writes a whole copy of the database into a new file; the portal may be running meanwhile.</summary>
    private static async Task<int> BackUpAsync(WebApplication app, string file)
    {
        await app.Services.GetRequiredService<PortalDatabase>().BackUpAsync(Path.GetFullPath(file), app.Lifetime.ApplicationStopping);
        await Console.Out.WriteLineAsync($"The database is copied to {file}.");
        return SuccessExitCode;
    }

    private static async Task<int> WriteUsageErrorAsync(string what)
    {
        await Console.Error.WriteLineAsync(what);
        return FailedExitCode;
    }

    /// <summary>Verifies every line of every organisation's history; says what is wrong, and ends with 1 when something is.</summary>
    private static async Task<int> VerifyHistoryAsync(WebApplication app)
    {
        var cancellationToken = app.Lifetime.ApplicationStopping;
        var database = app.Services.GetRequiredService<PortalDatabase>();
        await database.EnsureExistsAsync(cancellationToken);
        await database.MigrateAsync(cancellationToken);
        return await WriteResultAsync(await app.Services.GetRequiredService<HistoryVerifier>().VerifyAsync(cancellationToken));
    }

    private static async Task<int> WriteResultAsync(HistoryVerificationResult verdict)
    {
        foreach (var fault in verdict.Faults)
            await Console.Error.WriteLineAsync($"Organisation {fault.Organisation}, line {fault.Number}: {fault.Fault}");
        await Console.Out.WriteLineAsync(
            $"{verdict.Lines} lines of history in {verdict.Organisations} organisations verified, {verdict.Faults.Length} faulty.");
        return verdict.Faults.IsEmpty ? SuccessExitCode : FailedExitCode;
    }
}
