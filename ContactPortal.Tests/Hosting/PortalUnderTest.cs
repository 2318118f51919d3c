using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Jobs;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Presence;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Storage.Postgres;
using ContactPortal.Domain.Storage.Sqlite;
using ContactPortal.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal's domain as one process runs it: real services, real migrations, a database of its own, and a clock set by hand.</summary>
public sealed class PortalUnderTest : IAsyncDisposable
{
    private readonly DatabaseUnderTest database;
    private readonly ServiceProvider services;
    private readonly bool ownsDatabase;
    private readonly CancellationTokenSource over = new();
    private Task carrying = Task.CompletedTask;

    private PortalUnderTest(DatabaseUnderTest database, bool ownsDatabase, RightsOptions rights, Outbox? outbox = null, params IInterceptor[] interceptors)
    {
        (this.database, this.ownsDatabase) = (database, ownsDatabase);
        var registered = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning))
            .AddPortalStorage(database.ConnectionString, database.Root)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<PersonDirectory>()
            .AddPortalMail(database.Root)
            .AddSingleton<IMailTransport>(Post)
            .AddSingleton(Options.Create(new MailOptions
            {
                Portal = "https://portal.example", From = "portal@mail.example", ReturnTo = "retur@mail.example", Host = "mail.example",
            }))
            .AddSingleton(Options.Create(new CalendarOptions { DueDay = { [TestMunicipalities.Amfora] = 10 } }))
            .AddSingleton<ContactService>()
            .AddSingleton<AbsenceService>()
            .AddSingleton<ChangeFeed>()
            .AddSingleton<PresenceTracker>()
            .AddSingleton<JobLeases>()
            .AddSingleton<DatabaseAvailability>()
            .AddSingleton<ISnapshotLoader, SnapshotLoader>()
            .AddSingleton<SnapshotCache>()
            .AddSingleton<ContactHistories>()
            .AddSingleton<HistoryVerifier>()
            .AddSingleton(Options.Create(rights))
            .AddSingleton<RightsService>()
            .AddSingleton<RightsFromSignIn>()
            .AddSingleton<RightsHistory>()
            .AddSingleton<DeliveryIntake>()
            .AddSingleton<DeliveryQueries>();
        if (outbox is not null)
            registered.AddSingleton(outbox);
        registered.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(interceptors));
        registered.ConfigureDbContext<PostgresPortalDb>(options => options.AddInterceptors(interceptors));
        services = registered.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What it has logged.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>Where its mails go.</summary>
    public FakeMailTransport Post { get; } = new();

    /// <summary>Where its data is.</summary>
    public DatabaseUnderTest Database => database;

    public PortalDatabase Store => services.GetRequiredService<PortalDatabase>();

    public ContactService Book => services.GetRequiredService<ContactService>();

    public AbsenceService Absences => services.GetRequiredService<AbsenceService>();

    public PersonDirectory Directory => services.GetRequiredService<PersonDirectory>();

    public ChangeFeed Feed => services.GetRequiredService<ChangeFeed>();

    public SnapshotCache Snapshots => services.GetRequiredService<SnapshotCache>();

    public ContactHistories Histories => services.GetRequiredService<ContactHistories>();

    public RightsService Rights => services.GetRequiredService<RightsService>();

    public RightsFromSignIn FromSignIn => services.GetRequiredService<RightsFromSignIn>();

    public RightsHistory RightsHistory => services.GetRequiredService<RightsHistory>();

    public DeliveryIntake Intake => services.GetRequiredService<DeliveryIntake>();

    public DeliveryQueries Deliveries => services.GetRequiredService<DeliveryQueries>();

    public HistoryVerifier Verifier => services.GetRequiredService<HistoryVerifier>();

    /// <summary>Any other of its services.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>A portal on an empty database of that kind.</summary>
    public static async Task<PortalUnderTest> OnAsync(Hosting.Database kind, RightsOptions? rights = null, Outbox? outbox = null)
    {
        var portal = new PortalUnderTest(await DatabaseUnderTest.CreateMigratedAsync(kind), ownsDatabase: true, rights ?? new(), outbox);
        await portal.Store.MigrateAsync(CancellationToken);
        return portal;
    }

    /// <summary>A portal on a copy of that database, which nobody uses meanwhile.</summary>
    public static async Task<PortalUnderTest> OnCopyAsync(DatabaseUnderTest original) =>
        new(await original.CopyAsync(), ownsDatabase: true, new());

    /// <summary>A portal on that database, as it is: the test migrates it and removes it.</summary>
    public static PortalUnderTest On(DatabaseUnderTest database) => new(database, ownsDatabase: false, new());

    /// <summary>Another process on the same database, into which those interceptors look.</summary>
    public PortalUnderTest AnotherProcess(params IInterceptor[] interceptors) => new(database, ownsDatabase: false, new(), outbox: null, interceptors);

    /// <summary>Another process on the same database, which it reaches over that connection.</summary>
    public PortalUnderTest AnotherProcess(string connectionString) => new(database.Over(connectionString), ownsDatabase: false, new());

    /// <summary>Has it speak with the other processes from now on, as the running portal does; returns when it hears them.</summary>
    public async Task ConnectBackplaneAsync()
    {
        var hears = new Snapshots.Signal();
        using var doubt = Get<Backplane>().SubscribeToResync(hears.Set);
        carrying = Get<BackplaneTransport>().RunAsync(over.Token);
        await hears.WaitAsync();
    }

    /// <summary>A context to look into the database with.</summary>
    public Task<PortalDb> ReadAsync() => Store.OpenReadAllAsync(CancellationToken);

    /// <summary>Has those persons in the directory.</summary>
    public async Task HasAsync(params Person[] persons)
    {
        foreach (var those in persons.GroupBy(p => p.Organisation))
            await Directory.ImportAsync(those.Key, [.. those], CancellationToken);
    }

    /// <summary>Has that contact, made by the portal's own commands, and its person in the directory.</summary>
    public async Task<ContactView> HasAsync(ContactBuilder contact)
    {
        Person person = contact.Person;
        await HasAsync(person);
        return (await SaveAsync(AnActor().In(person.Organisation), contact.Draft())).Is<SaveOutcome.Saved>().Contact;
    }

    public Task<SaveOutcome> SaveAsync(Actor actor, ContactDraft draft) => Book.SaveAsync(actor, draft, CancellationToken);

    /// <summary>Saves what is expected to go through.</summary>
    public async Task<ContactView> SavedAsync(Actor actor, ContactDraft draft) => (await SaveAsync(actor, draft)).Is<SaveOutcome.Saved>().Contact;

    public Task<SaveOutcome> UndoAsync(Actor actor, UndoRequest undo) => Book.UndoAsync(actor, undo, CancellationToken);

    /// <summary>Has somebody in the directory who acts, in the role that the directory gives.</summary>
    public async Task<Actor> HasActorAsync(PersonBuilder person)
    {
        Person entry = person;
        await HasAsync(entry);
        return (await Directory.ActorAsync(entry.Id, entry.Organisation, CancellationToken))!;
    }

    /// <summary>The organisation's roster as the database has it.</summary>
    public Task<OrganisationSnapshot> RosterAsync(OrganisationCode organisation) =>
        services.GetRequiredService<ISnapshotLoader>().LoadAsync(organisation, CancellationToken);

    /// <summary>Lets time pass, by the clock and for every lease: on PostgreSQL those are judged by the server's clock, which no test sets.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        if (database.Name is null)
            return;
        await using var db = await ReadAsync();
        await db.Database.ExecuteSqlAsync($"""UPDATE "ChoreLeases" SET "Until" = "Until" - {time}""", CancellationToken);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Outbox" SET "LeasedUntil" = "LeasedUntil" - {time}""", CancellationToken);
    }

    /// <summary>How many of the database's connections wait for a lock that another one has, on PostgreSQL.</summary>
    public async Task<int> WaitingAsync()
    {
        await using var db = await ReadAsync();
        return await db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM pg_locks JOIN pg_database ON oid = database WHERE datname = current_database() AND NOT granted
            """).SingleAsync(CancellationToken);
    }

    /// <summary>Completes when so many connections wait for a lock; none of those tasks, whose connections they are, may end before.</summary>
    public Task UntilWaitingAsync(int count, params Task[] blocked) => Poll.UntilAsync(async () =>
    {
        foreach (var ended in blocked.Where(task => task.IsCompleted))
        {
            await ended;
            Assert.Fail("It did not wait for its turn.");
        }

        return await WaitingAsync() >= count;
    });

    /// <summary>Changes the database behind the portal's back; says that it did.</summary>
    public async Task TamperAsync(FormattableString sql)
    {
        await using var db = await ReadAsync();
        Assert.True(await db.Database.ExecuteSqlAsync(sql, CancellationToken) > 0, $"Nothing to tamper with: {sql}");
    }

    /// <summary>The contact as the database has it, or null.</summary>
    public async Task<ContactView?> FindAsync(OrganisationCode organisation, Guid id)
    {
        await using var db = await ReadAsync();
        return await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Organisation == organisation && c.Id == id, CancellationToken) is { } contact
            ? ContactView.Of(contact)
            : null;
    }

    /// <summary>The organisation's history, the oldest line first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(OrganisationCode organisation)
    {
        await using var db = await ReadAsync();
        return await db.History.AsNoTracking().Where(e => e.Organisation == organisation).OrderBy(e => e.Number).ToListAsync(CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Record.ExceptionAsync(() => carrying);
        over.Dispose();
        await services.DisposeAsync();
        if (ownsDatabase)
            database.Dispose();
    }
}
