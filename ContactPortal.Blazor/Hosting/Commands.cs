using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>What the portal can do from the command line instead of serving pages.</summary>
internal static class Commands
{
    private const string VerifyHistory = "verify-history";
    private const string BackUp = "backup";
    private const int Fine = 0;
    private const int Faulty = 1;

    /// <summary>Does the command that the arguments name; null when they name none, and the portal is to serve.</summary>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] args)
    {
        try
        {
            return args switch
            {
                [VerifyHistory, ..] => await VerifyHistoryAsync(app),
                [BackUp, var file] => await BackUpAsync(app, file),
                [BackUp, ..] => await SayWrongAsync("backup needs the file to write, and nothing else: backup FILE"),
                _ => null,
            };
        }
        catch (IOException refusal)
        {
            return await SayWrongAsync(refusal.Message);
        }
    }

    /// <summary>Writes a whole copy of the database into a new file; the portal may be running meanwhile.</summary>
    private static async Task<int> BackUpAsync(WebApplication app, string file)
    {
        await app.Services.GetRequiredService<PortalStore>().BackUpAsync(Path.GetFullPath(file), app.Lifetime.ApplicationStopping);
        await Console.Out.WriteLineAsync($"The database is copied to {file}.");
        return Fine;
    }

    private static async Task<int> SayWrongAsync(string what)
    {
        await Console.Error.WriteLineAsync(what);
        return Faulty;
    }

    /// <summary>Verifies every line of every organisation's history; says what is wrong, and ends with 1 when something is.</summary>
    private static async Task<int> VerifyHistoryAsync(WebApplication app)
    {
        var stop = app.Lifetime.ApplicationStopping;
        var store = app.Services.GetRequiredService<PortalStore>();
        await store.MustExistAsync(stop);
        await store.MigrateAsync(stop);
        var verdict = await app.Services.GetRequiredService<HistoryVerifier>().VerifyAsync(stop);
        foreach (var fault in verdict.Faults)
            await Console.Error.WriteLineAsync($"Organisation {fault.Organisation}, line {fault.Number}: {fault.Fault}");
        await Console.Out.WriteLineAsync(
            $"{verdict.Lines} lines of history in {verdict.Organisations} organisations verified, {verdict.Faults.Length} faulty.");
        return verdict.Faults.IsEmpty ? Fine : Faulty;
    }
}
