using System.CommandLine;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Verification;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Copies the whole database into an empty one, of the same provider or the other. Prints the row counts of each table on both sides and
/// verifies the copy's history; fails if a count differs or the history is faulty.
/// </summary>
internal sealed class CopyDatabaseCommand : PortalCommand
{
    private readonly Option<string> to = new("--to")
    {
        Required = true, HelpName = "CONNECTION",
        Description =
            "The empty database: \"Host=…;Database=…;Username=…;Password=…\" (PostgreSQL) or \"Data Source=FILE\" (SQLite).",
    };

    public CopyDatabaseCommand() : base(
        "copy-database",
        "Copies the database into an empty one, of SQLite or PostgreSQL, and verifies the history of the copy. Stop the portal before.") =>
        Options.Add(to);

    public override async Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var target = CreateTarget(app, arguments.GetRequiredValue(to));
        var copy = target.GetRequiredService<PortalDatabase>();
        var tables = await new DatabaseCopy(app.Services.GetRequiredService<PortalDatabase>(), copy).CopyAsync(cancellationToken);
        foreach (var table in tables)
            await Console.Out.WriteLineAsync($"{table.Table}: {table.Rows} rows, {table.Copied} copied");
        var history = await VerifyHistoryCommand.WriteAsync(await new HistoryVerifier(copy).VerifyAsync(cancellationToken));
        return tables.All(table => table.Rows == table.Copied) ? history : FailedExitCode;
    }

    private static ServiceProvider CreateTarget(WebApplication app, string to)
    {
        try
        {
            return new ServiceCollection().AddLogging().AddSingleton<ChangeFeed>()
                .AddPortalStorage(to, app.Environment.ContentRootPath).BuildServiceProvider();
        }
        catch (IOException)
        {
            throw new IOException("--to must be \"Host=<server>;Database=<name>;…\" (PostgreSQL) or \"Data Source=<file>\" (SQLite).");
        }
    }
}
