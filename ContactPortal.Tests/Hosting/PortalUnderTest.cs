using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Imports;
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
using ContactPortal.Domain.Verification;
using ContactPortal.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Hosting;

/// <summary>The domain's services as in one process of the portal, with real migrations, a database and a fake clock.</summary>
public sealed class PortalUnderTest : IAsyncDisposable
{
    private readonly DatabaseUnderTest database;
    private readonly ServiceProvider services;
    private readonly bool ownsDatabase;
    private readonly CancellationTokenSource disposing = new();
    private Task transport = Task.CompletedTask;

    private PortalUnderTest(
        DatabaseUnderTest database, bool ownsDatabase, RightsOptions rights, Outbox? outbox = null, IssuerOptions? issuers = null,
        params IInterceptor[] interceptors)
    {
        (this.database, this.ownsDatabase) = (database, ownsDatabase);
        var registered = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning))
            .AddPortalStorage(database.ConnectionString, database.Root)
            .AddDatabaseOutage()
            .AddSingleton<TimeProvider>(Clock)
            .AddPortalPersons()
            .AddPortalImports()
            .AddSingleton(Options.Create(issuers ?? new()))
            .AddPortalMail(database.Root)
            .AddSingleton<IMailTransport>(MailTransport)
            .AddSingleton(Options.Create(new MailOptions
            {
                Portal = "https://portal.example", From = "portal@mail.example", ReturnTo = "retur@mail.example", Host = "mail.example",
                HoldFor = TimeSpan.Zero,
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
            .AddSingleton<MunicipalityStatusCache>()
            .AddSingleton<AgencySnapshotCache>()
            .AddSingleton<LookUpLog>()
            .AddSingleton<PersonIndexCache>()
            .AddSingleton<ContactHistories>()
            .AddSingleton<HistoryVerifier>()
            .AddSingleton<HistoryEraser>()
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

    /// <summary>The log.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>The mail transport, which keeps the mails in memory.</summary>
    public FakeMailTransport MailTransport { get; } = new();

    /// <summary>The database.</summary>
    public DatabaseUnderTest Database => database;

    public PortalDatabase Store => services.GetRequiredService<PortalDatabase>();

    public ContactService ContactService => services.GetRequiredService<ContactService>();

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

    /// <summary>Any registered service.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Creates a portal on an empty, migrated database.</summary>
    public static async Task<PortalUnderTest> OnAsync(
        Hosting.Database kind, RightsOptions? rights = null, Outbox? outbox = null, IssuerOptions? issuers = null)
    {
        var portal = new PortalUnderTest(
            await DatabaseUnderTest.CreateMigratedAsync(kind), ownsDatabase: true, rights ?? new(), outbox, issuers);
        await portal.Store.MigrateAsync(CancellationToken);
        return portal;
    }

    /// <summary>Creates a portal on a copy of a database, which must not be in use.</summary>
    public static async Task<PortalUnderTest> OnCopyAsync(DatabaseUnderTest original) =>
        new(await original.CopyAsync(), ownsDatabase: true, new());

    /// <summary>Creates a portal on an existing database; the test migrates and removes it.</summary>
    public static PortalUnderTest On(DatabaseUnderTest database) => new(database, ownsDatabase: false, new());

    /// <summary>Another process on the same database, with EF Core interceptors.</summary>
    public PortalUnderTest AnotherProcess(params IInterceptor[] interceptors) =>
        new(database, ownsDatabase: false, new(), outbox: null, issuers: null, interceptors);

    /// <summary>Another process on the same database, with its own connection string.</summary>
    public PortalUnderTest AnotherProcess(string connectionString) => new(database.Over(connectionString), ownsDatabase: false, new());

    /// <summary>Connects the backplane to the other processes; returns when it listens.</summary>
    public async Task ConnectBackplaneAsync()
    {
        var listening = new Snapshots.Signal();
        using var resync = Get<Backplane>().SubscribeToResync(listening.Set);
        transport = Get<BackplaneTransport>().RunAsync(disposing.Token);
        await listening.WaitAsync();
    }

    /// <summary>Opens a context that reads all organisations.</summary>
    public Task<PortalDb> ReadAsync() => Store.OpenReadAllAsync(CancellationToken);

    /// <summary>Adds the persons to their organisations' directories.</summary>
    public async Task AddAsync(params Person[] persons)
    {
        foreach (var group in persons.GroupBy(p => p.Organisation))
            await Directory.ImportAsync(group.Key, [.. group], CancellationToken);
    }

    /// <summary>Adds a contact through <see cref="ContactService"/>, and its person to the directory.</summary>
    public async Task<ContactView> AddAsync(ContactBuilder contact)
    {
        Person person = contact.Person;
        await AddAsync(person);
        return (await SaveAsync(AnActor().In(person.Organisation), contact.Draft())).Is<SaveOutcome.Saved>().Contact;
    }

    public Task<SaveOutcome> SaveAsync(Actor actor, ContactDraft draft) => ContactService.SaveAsync(actor, draft, CancellationToken);

    /// <summary>Saves a draft, asserts that it was saved, and returns the contact.</summary>
    public async Task<ContactView> SavedAsync(Actor actor, ContactDraft draft) =>
        (await SaveAsync(actor, draft)).Is<SaveOutcome.Saved>().Contact;

    public Task<SaveOutcome> UndoAsync(Actor actor, UndoRequest undo) => ContactService.UndoAsync(actor, undo, CancellationToken);

    /// <summary>Adds a person to the directory and returns the actor with the role that the directory gives.</summary>
    public async Task<Actor> AddActorAsync(PersonBuilder person)
    {
        Person entry = person;
        await AddAsync(entry);
        return (await Directory.ActorAsync(entry.Id, entry.Organisation, CancellationToken))!;
    }

    /// <summary>Loads the organisation's snapshot from the database.</summary>
    public Task<OrganisationSnapshot> LoadSnapshotAsync(OrganisationCode organisation) =>
        services.GetRequiredService<ISnapshotLoader>().LoadAsync(organisation, CancellationToken);

    /// <summary>Advances the clock; on PostgreSQL, where leases follow the server's clock, moves every lease back by as much.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        if (database.Name is null)
            return;
        await using var db = await ReadAsync();
        await db.Database.ExecuteSqlAsync($"""UPDATE "ChoreLeases" SET "Until" = "Until" - {time}""", CancellationToken);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Outbox" SET "LeasedUntil" = "LeasedUntil" - {time}""", CancellationToken);
    }

    /// <summary>The number of connections to the PostgreSQL database that wait for a lock.</summary>
    public async Task<int> CountBlockedAsync()
    {
        await using var db = await ReadAsync();
        return await db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM pg_locks JOIN pg_database ON oid = database
            WHERE datname = current_database() AND NOT granted
            """).SingleAsync(CancellationToken);
    }

    /// <summary>Completes when at least that many connections wait for a lock; fails when a blocked task ends before.</summary>
    public Task WaitUntilBlockedAsync(int count, params Task[] blocked) => Poll.UntilAsync(async () =>
    {
        foreach (var ended in blocked.Where(task => task.IsCompleted))
        {
            await ended;
            Assert.Fail("It did not wait for the lock.");
        }

        return await CountBlockedAsync() >= count;
    });

    /// <summary>Changes the database directly, and asserts that rows were affected.</summary>
    public async Task TamperAsync(FormattableString sql)
    {
        await using var db = await ReadAsync();
        Assert.True(await db.Database.ExecuteSqlAsync(sql, CancellationToken) > 0, $"Nothing to tamper with: {sql}");
    }

    /// <summary>Erases the personal data of the subject's history entries in Aarhus.</summary>
    public Task<int> EraseHistoryAsync(Guid subject) => Get<HistoryEraser>().EraseAsync(AnActor(), subject, CancellationToken);

    /// <summary>Reads the contact from the database; null when there is none.</summary>
    public async Task<ContactView?> FindAsync(OrganisationCode organisation, Guid id)
    {
        await using var db = await ReadAsync();
        return await db.Contacts.AsNoTracking().SingleOrDefaultAsync(
            c => c.Organisation == organisation && c.Id == id, CancellationToken) is { } contact
            ? ContactView.Of(contact)
            : null;
    }

    /// <summary>The organisation's history entries, the oldest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(OrganisationCode organisation)
    {
        await using var db = await ReadAsync();
        return await db.History.AsNoTracking()
            .Where(e => e.Organisation == organisation).OrderBy(e => e.Number).ToListAsync(CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await disposing.CancelAsync();
        await Record.ExceptionAsync(() => transport);
        disposing.Dispose();
        await services.DisposeAsync();
        if (ownsDatabase)
            database.Dispose();
    }
}
