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
/// A process in which a local administrator takes the role from another whenever it is told to, by a line:
/// <c>dismisser DATABASE WHO WHOM</c>, or with <c>careless</c> at the end.
/// </summary>
internal static class ConcurrentDismissal
{
    /// <summary>The first argument that makes the tests' executable such a process.</summary>
    public const string Command = "dismisser";

    /// <summary>The argument that makes it a mutant, which counts the administrators before its transaction begins, and waits to be told to go on.</summary>
    public const string Carelessly = "careless";

    /// <summary>What is printed before the first round.</summary>
    public const string Ready = "ready";

    /// <summary>What the mutant prints when it has counted.</summary>
    public const string Counted = "counted";

    /// <summary>What is printed after a round in which the other lost the role.</summary>
    public static readonly string Succeeded = $"{RightsOutcome.Done}";

    public static async Task<int> RunAsync(string[] args)
    {
        var (connectionString, who, whom) = (args[0], Guid.Parse(args[1]), Guid.Parse(args[2]));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPortalStorage(connectionString, Path.GetTempPath())
            .AddPortalMail(Path.GetTempPath())
            // The machine's clock: a process of its own has no other.
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Options.Create(new RightsOptions()))
            .AddSingleton<RightsService>()
            .AddSingleton<ChangeFeed>()
            .BuildServiceProvider();
        var actor = new Actor(who, "Administrator", Aarhus, Role.LocalAdministrator);
        var database = services.GetRequiredService<PortalDatabase>();
        var book = services.GetRequiredService<RightsService>();

        // The first use of a context takes longest: it is no part of a round.
        Assert.Equal(2, await CountAsync(database));
        Say(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            var outcome = args.Contains(Carelessly)
                ? await DismissCarelesslyAsync(database, whom)
                : await book.DismissAsync(actor, whom, default);
            Say($"{outcome}");
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
        Say(Counted);
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

    private static void Say(string line)
    {
        Console.Out.Write(line + "\n");
        Console.Out.Flush();
    }
}
