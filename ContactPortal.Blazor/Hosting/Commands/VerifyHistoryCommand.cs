using System.CommandLine;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Verification;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Verifies the hash chain of every organisation's history, and that it contains the ends in a file; prints the faults, and fails if there
/// are any.
/// </summary>
internal sealed class VerifyHistoryCommand : PortalCommand
{
    private readonly Option<string?> anchors = new("--anchors")
    {
        Description = "A file with ends that the histories had before (setting History:AnchorFile), which they must still contain.",
        HelpName = "FILE",
    };

    public VerifyHistoryCommand()
        : base(
            "verify-history",
            "Verifies the history of every organisation: its hash chain, and that the data is what the history says. Migrates the database "
            + "first.") => Options.Add(anchors);

    public override async Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken)
    {
        var database = app.Services.GetRequiredService<PortalDatabase>();
        await database.EnsureExistsAsync(cancellationToken);
        await database.MigrateAsync(cancellationToken);
        var ends = arguments.GetValue(anchors) is { } file ? await ReadAnchorsAsync(file, cancellationToken) : [];
        return await WriteAsync(await app.Services.GetRequiredService<HistoryVerifier>().VerifyAsync(ends, cancellationToken));
    }

    /// <summary>Prints the faults and the counts; returns the exit code.</summary>
    public static async Task<int> WriteAsync(HistoryVerificationResult result)
    {
        foreach (var fault in result.Faults)
            await Console.Error.WriteLineAsync($"Organisation {fault.Organisation}, entry {fault.Number}: {fault.Fault}");
        await Console.Out.WriteLineAsync(
            $"{result.Entries} history entries in {result.Organisations} organisations verified, {result.Faults.Length} faulty.");
        return result.Faults.IsEmpty ? SuccessExitCode : FailedExitCode;
    }

    private static async Task<List<HistoryAnchor>> ReadAnchorsAsync(string file, CancellationToken cancellationToken)
    {
        var ends = new List<HistoryAnchor>();
        foreach (var line in await File.ReadAllLinesAsync(file, cancellationToken))
            ends.Add(HistoryAnchor.Parse(line) ?? throw new IOException($"{file}: \"{line}\" is no end of a history."));
        return ends;
    }
}
