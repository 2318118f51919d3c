using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Rights;

/// <summary>
/// A process in which a local administrator withdraws the role of another each time it reads a line from its standard input:
/// <c>dismisser DATABASE WHO WHOM [careless]</c>.
/// </summary>
internal static class ConcurrentDismissal
{
    /// <summary>The first argument that starts the tests' executable as this process.</summary>
    public const string Command = "dismisser";

    /// <summary>The argument for a mutant that counts the administrators before its transaction, and then waits for another line.</summary>
    public const string Carelessly = "careless";

    /// <summary>Printed before the first round.</summary>
    public const string Ready = "ready";

    /// <summary>Printed by the mutant when it has counted.</summary>
    public const string Counted = "counted";

    /// <summary>Printed after a round in which the role was withdrawn.</summary>
    public static readonly string Succeeded = $"{RightsOutcome.Done}";

    public static async Task<int> RunAsync(string[] args)
    {
        var (connectionString, who, whom) = (args[0], Guid.Parse(args[1]), Guid.Parse(args[2]));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPortalStorage(connectionString, Path.GetTempPath())
            .AddPortalMail(Path.GetTempPath())
            // The machine's clock: a separate process can't use the test's.
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Options.Create(new RightsOptions()))
            .AddSingleton<RightsService>()
            .AddSingleton<ChangeFeed>()
            .BuildServiceProvider();
        var actor = new Actor(who, "Administrator", Aarhus, Role.LocalAdministrator);
        var database = services.GetRequiredService<PortalDatabase>();
        var rights = services.GetRequiredService<RightsService>();

        // Warm up: the first use of a context is slow, and is not part of a round.
        Assert.Equal(2, await CountAsync(database));
        WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            var outcome = args.Contains(Carelessly)
                ? await DismissCarelesslyAsync(database, whom)
                : await rights.DismissAsync(actor, whom, default);
            WriteLine($"{outcome}");
        }

        return 0;
    }

    private static async Task<int> CountAsync(PortalDatabase database)
    {
        await using var db = await database.OpenReadAllAsync(default);
        return await db.Persons.CountAsync(p => p.Organisation == Aarhus && p.IsLocalAdministrator);
    }

    private static async Task<RightsOutcome> DismissCarelesslyAsync(PortalDatabase database, Guid whom)
    {
        var administrators = await CountAsync(database);
        WriteLine(Counted);
        await Console.In.ReadLineAsync();
        return administrators == 1
            ? RightsOutcome.LastAdministrator
            : await database.ExecuteWriteAsync(
                Aarhus,
                async (db, token) =>
                {
                    (await db.Persons.SingleAsync(p => p.Organisation == Aarhus && p.Id == whom, token)).IsLocalAdministrator = false;
                    return RightsOutcome.Done;
                },
                default);
    }

    private static void WriteLine(string line)
    {
        Console.Out.Write(line + "\n");
        Console.Out.Flush();
    }
}
