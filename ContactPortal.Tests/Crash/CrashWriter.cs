using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Crash;

/// <summary>
/// A process that saves contacts until it is killed, and prints the number of each acknowledged save:
/// <c>crash-writer DATABASE SEED</c>, or with <c>careless</c> at the end.
/// </summary>
internal static class CrashWriter
{
    /// <summary>The first argument, which makes the tests' executable a writer.</summary>
    public const string Command = "crash-writer";

    /// <summary>The argument for a mutant that does not wait for the disk at each commit.</summary>
    public const string Carelessly = "careless";

    /// <summary>Printed before the first save.</summary>
    public const string Ready = "ready";

    private const int Writers = 2;

    private static readonly Actor Actor = new(Guid.NewGuid(), "Skriver", Aarhus, Role.Staff);

    public static async Task<int> RunAsync(string[] args)
    {
        var (database, seed) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
        var services = new ServiceCollection()
            .AddLogging()
            .AddPortalStorage(database, Path.GetTempPath())
            .AddPortalMail(Path.GetTempPath())

            // Without the wait, in which a contact who comes back causes no mail: every new holder gets one.
            .AddSingleton(Options.Create(new MailOptions { HoldFor = TimeSpan.Zero }))

            // The machine's clock: a process of its own has no other.
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ContactService>()
            .AddSingleton<ChangeFeed>();
        if (args.Contains(Carelessly))
            services.AddSingleton(
                s => ActivatorUtilities.CreateInstance<PortalDatabase>(
                    s, new Careless(s.GetRequiredService<IDbContextFactory<PortalDb>>())));
        await using var portal = services.BuildServiceProvider();

        List<ContactView> contacts;
        await using (var db = await portal.GetRequiredService<PortalDatabase>().OpenReadAllAsync(default))
            contacts = [.. (await db.Contacts.AsNoTracking().Where(c => c.Organisation == Aarhus).OrderBy(c => c.Rid).ToListAsync())
                .Select(ContactView.Of)];
        WriteLine(Ready);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() =>
            WriteAsync(
                portal.GetRequiredService<ContactService>(), [.. contacts.Where((_, n) => n % Writers == i)],
                new Random((seed * Writers) + i)))));
        return 0;
    }

    private static async Task WriteAsync(ContactService contactService, ContactView[] contacts, Random random)
    {
        while (true)
        {
            var i = random.Next(contacts.Length);
            var draft = ContactDraft.Of(contacts[i])
                .With(ContactField.Name, $"Navn {random.Next()}")
                .With(ContactField.ResponsibilityFor(Amfora), random.Next(2) == 0)
                .With(ContactField.Deactivated, random.Next(4) == 0);
            if (await contactService.SaveAsync(Actor, draft, default) is not SaveOutcome.Saved saved)
                throw new InvalidOperationException("A save was refused.");
            contacts[i] = saved.Contact;
            WriteLine($"{saved.Contact.Version} {draft.SaveId}");
        }
    }

    private static void WriteLine(string line)
    {
        // One write for each line, so that no partial line is printed.
        lock (Console.Out)
        {
            Console.Out.Write(line + "\n");
            Console.Out.Flush();
        }
    }

    /// <summary>Creates contexts with synchronous=NORMAL.</summary>
    private sealed class Careless(IDbContextFactory<PortalDb> contexts) : IDbContextFactory<PortalDb>
    {
        public PortalDb CreateDbContext() => throw new NotSupportedException();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=NORMAL", cancellationToken);
            return db;
        }
    }
}
