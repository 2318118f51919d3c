using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Jobs;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// The portal's database. One context an operation, made by the factory and thrown away after it; what differs between the
/// providers is in the derived contexts.
/// </summary>
public abstract class PortalDb(DbContextOptions options) : DbContext(options)
{
    private WriteTransaction? transaction;

    /// <summary>The types of deliveries.</summary>
    public DbSet<DeliveryType> DeliveryTypes => Set<DeliveryType>();

    /// <summary>The directory of persons.</summary>
    public DbSet<Person> Persons => Set<Person>();

    /// <summary>The contacts.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>The histories of all organisations.</summary>
    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    /// <summary>The end of each organisation's history.</summary>
    public DbSet<HistoryHead> Heads => Set<HistoryHead>();

    /// <summary>Who holds which right.</summary>
    public DbSet<Grant> Grants => Set<Grant>();

    /// <summary>Who asked for the right.</summary>
    public DbSet<RightsRequest> RightsRequests => Set<RightsRequest>();

    /// <summary>Tasks that administrators have marked as done.</summary>
    public DbSet<CompletedTask> CompletedTasks => Set<CompletedTask>();

    /// <summary>Whose sign-in at the provider is whose.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    /// <summary>Sessions that were ended before their time.</summary>
    public DbSet<RevokedSession> RevokedSessions => Set<RevokedSession>();

    /// <summary>When contacts are away.</summary>
    public DbSet<Absence> Absences => Set<Absence>();

    /// <summary>The deliveries.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>The errors of deliveries.</summary>
    public DbSet<DeliveryError> DeliveryErrors => Set<DeliveryError>();

    /// <summary>The mails, sent and unsent.</summary>
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    /// <summary>The addresses that mails came back from.</summary>
    public DbSet<AddressBounce> AddressBounces => Set<AddressBounce>();

    /// <summary>What has been reminded of.</summary>
    public DbSet<SentReminder> SentReminders => Set<SentReminder>();

    /// <summary>Who does which chore.</summary>
    internal DbSet<JobLease> JobLeases => Set<JobLease>();

    /// <summary>The keys that protect cookies.</summary>
    public DbSet<RingKey> Keys => Set<RingKey>();

    /// <summary>Whether this context has written anything to the database.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Whether this context has queued mails that can be sent at once.</summary>
    public bool HasQueuedMails { get; private set; }

    /// <summary>Whose rows this context reaches.</summary>
    public OrganisationScope Scope { get; private set; }

    /// <summary>Says whose rows this context is to reach, once and before anything is asked.</summary>
    public void SetScope(OrganisationScope reach)
    {
        if (Scope != OrganisationScope.None)
            throw new InvalidOperationException("A context is for one operation, and its reach is said once.");
        Scope = reach;
    }

    /// <summary>Notes that a mail of this context's transaction waits to be sent: the dispatcher is woken after the commit.</summary>
    internal void MarkMailQueued() => HasQueuedMails = true;

    /// <summary>Keeps the connection, where that saves questions, until the context is thrown away.</summary>
    public virtual Task OpenConnectionAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Waits for the turn to write for that organisation, or what belongs to none, and begins the transaction that everything of one
    /// command is read and written in: nobody else writes for it meanwhile. Disposing the turn without committing takes back all of it.
    /// </summary>
    public async Task<WriteTransaction> BeginWriteTransactionAsync(OrganisationCode? organisation, CancellationToken cancellationToken)
    {
        var place = await AcquireWriterLockAsync(organisation, cancellationToken);
        try
        {
            // A turn in which a write fails is taken back as a whole: no need to be able to take back that write alone.
            Database.AutoSavepointsEnabled = false;
            return transaction = new(place, await BeginProviderTransactionAsync(organisation, cancellationToken));
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Begins to read one state of the whole database, however much is written meanwhile; keeps no writer waiting. Disposing the answer
    /// ends it.
    /// </summary>
    public abstract Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Has the other processes told of a change, together with its commit and never without it. Whoever is in this one is told by the
    /// caller.
    /// </summary>
    public virtual Task PublishChangeAsync(Change change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The moment by which leases are judged: the database's own where processes on several machines share it, whose clocks may differ by
    /// minutes.
    /// </summary>
    public virtual Task<DateTimeOffset> GetLeaseTimeAsync(TimeProvider clock, CancellationToken cancellationToken) => Task.FromResult(clock.GetUtcNow());

    /// <summary>Whether a failure is the database being busy for a moment, so that the same command may go through when tried again.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>
    /// Brings the schema up to date, and then does what is to be done before the portal begins; of processes that begin together on one
    /// PostgreSQL database one does so at a time. Refused, with an <see cref="IOException"/>: a database that is newer than this version of
    /// the portal.
    /// </summary>
    public abstract Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken);

    /// <summary>Brings the schema up to date, with nothing to be done after it.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(() => Task.CompletedTask, cancellationToken);

    /// <summary>Refuses, with an <see cref="IOException"/> that says where, to go on with a database that is not there.</summary>
    public abstract Task EnsureExistsAsync(CancellationToken cancellationToken);

    /// <summary>Has the database number new rows after those that were written with their numbers.</summary>
    public virtual Task ResetIdentitySequencesAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Writes a whole copy of the database into a new file while others read and write. Refused, with an <see cref="IOException"/>: a file
    /// that exists, and a database that is not in a file.
    /// </summary>
    public abstract Task BackUpAsync(string file, CancellationToken cancellationToken);

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        HasWritten |= written > 0;
        return written;
    }

    /// <summary>Whether the commit of this context's turn has been asked for.</summary>
    protected bool IsCommitting => transaction?.IsCommitting == true;

    /// <summary>Waits until nobody else in this process has the turn; disposing the answer lets the next one in.</summary>
    protected abstract Task<IDisposable> AcquireWriterLockAsync(OrganisationCode? organisation, CancellationToken cancellationToken);

    /// <summary>Waits until no other process has the turn, and begins its transaction.</summary>
    protected abstract Task<IDbContextTransaction> BeginProviderTransactionAsync(OrganisationCode? organisation, CancellationToken cancellationToken);

    /// <summary>
    /// Refuses a schema that this version does not know: what a newer one added could be broken by it, and nobody would hear of it.
    /// </summary>
    protected async Task ThrowIfSchemaIsNewerAsync(CancellationToken cancellationToken)
    {
        var unknown = (await Database.GetAppliedMigrationsAsync(cancellationToken)).Except(Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
        {
            throw new IOException(
                $"The database was brought up to date by another version of the portal, and this one does not know {string.Join(", ", unknown)}: "
                + "start that version, or restore the backup that was made before.");
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<OrganisationCode>().HaveConversion<OrganisationCodeConverter>();
        configurationBuilder.Properties<Period>().HaveConversion<PeriodConverter>();
        configurationBuilder.Properties<Rid>().HaveConversion<RidConverter>().HaveMaxLength(Rid.Longest);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);

    private sealed class OrganisationCodeConverter() : ValueConverter<OrganisationCode, int>(code => code.Value, value => new(value));

    private sealed class PeriodConverter() : ValueConverter<Period, string>(period => period.ToString(), text => Period.Parse(text)!.Value);

    private sealed class RidConverter() : ValueConverter<Rid, string>(rid => rid.Digits, digits => Rid.Parse(digits));
}

/// <summary>One command's turn to write: a transaction, and whatever keeps others waiting meanwhile.</summary>
public sealed class WriteTransaction(IDisposable place, IDbContextTransaction transaction) : IAsyncDisposable
{
    /// <summary>Whether the commit has been asked for: from then on it may have happened, whatever became of the answer.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>Makes what was written durable. When this returns, the change survives a power cut.</summary>
    public Task CommitAsync(CancellationToken cancellationToken)
    {
        IsCommitting = true;
        return transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            place.Dispose();
        }
    }
}
