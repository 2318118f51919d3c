using System.Collections.Immutable;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Api;
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
/// The portal's database context. One per operation, created by the factory and disposed afterwards; the derived contexts hold what
/// differs between the providers.
/// </summary>
public abstract class PortalDb(DbContextOptions options) : DbContext(options)
{
    private WriteTransaction? transaction;

    /// <summary>The delivery types.</summary>
    public DbSet<DeliveryType> DeliveryTypes => Set<DeliveryType>();

    /// <summary>The directory of persons.</summary>
    public DbSet<Person> Persons => Set<Person>();

    /// <summary>The contacts.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>The history entries of all organisations.</summary>
    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    /// <summary>The end of each organisation's history.</summary>
    public DbSet<HistoryHead> Heads => Set<HistoryHead>();

    /// <summary>The rights that persons hold.</summary>
    public DbSet<Grant> Grants => Set<Grant>();

    /// <summary>The requests for the right.</summary>
    public DbSet<RightsRequest> RightsRequests => Set<RightsRequest>();

    /// <summary>Tasks that administrators have marked as done.</summary>
    public DbSet<CompletedTask> CompletedTasks => Set<CompletedTask>();

    /// <summary>The identifiers of persons, past and present.</summary>
    public DbSet<PersonIdentifier> PersonIdentifiers => Set<PersonIdentifier>();

    /// <summary>The access requests.</summary>
    public DbSet<AccessRequest> AccessRequests => Set<AccessRequest>();

    /// <summary>The invitations.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>The credentials of municipalities' own directories.</summary>
    public DbSet<ProvisioningCredential> ProvisioningCredentials => Set<ProvisioningCredential>();

    /// <summary>What municipalities' own directories sent about persons.</summary>
    public DbSet<ProvisionedUser> ProvisionedUsers => Set<ProvisionedUser>();

    /// <summary>The leavings that wait, or waited, for an administrator's answer.</summary>
    public DbSet<HeldLeaving> HeldLeavings => Set<HeldLeaving>();

    /// <summary>The sessions that were ended before they expired.</summary>
    public DbSet<RevokedSession> RevokedSessions => Set<RevokedSession>();

    /// <summary>The sessions that began with a sign-in at the identity provider.</summary>
    public DbSet<ProviderSession> ProviderSessions => Set<ProviderSession>();

    /// <summary>The sessions that persons have.</summary>
    public DbSet<SignedInSession> SignedInSessions => Set<SignedInSession>();

    /// <summary>The absences of contacts.</summary>
    public DbSet<Absence> Absences => Set<Absence>();

    /// <summary>The deliveries.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>The errors of deliveries.</summary>
    public DbSet<DeliveryError> DeliveryErrors => Set<DeliveryError>();

    /// <summary>The mails, sent and unsent.</summary>
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    /// <summary>The contacts' addresses that mails bounced from.</summary>
    public DbSet<AddressBounce> AddressBounces => Set<AddressBounce>();

    /// <summary>The reminders that have been sent.</summary>
    public DbSet<SentReminder> SentReminders => Set<SentReminder>();

    /// <summary>The agency's look-ups of contacts.</summary>
    public DbSet<LookUp> LookUps => Set<LookUp>();

    /// <summary>The leases on recurring jobs.</summary>
    internal DbSet<JobLease> JobLeases => Set<JobLease>();

    /// <summary>What the clients of the API did, by day.</summary>
    internal DbSet<ApiClientDay> ApiClientDays => Set<ApiClientDay>();

    /// <summary>The data-protection keys.</summary>
    public DbSet<StoredDataProtectionKey> Keys => Set<StoredDataProtectionKey>();

    /// <summary>Whether this context has written anything to the database.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Whether this context has queued mails that can be sent at once.</summary>
    public bool HasQueuedMails { get; private set; }

    /// <summary>The organisations whose rows this context can access.</summary>
    public OrganisationScope Scope { get; private set; }

    /// <summary>
    /// Sets the scope; once, before the first query. Refused, with an <see cref="InvalidOperationException"/>: a second call.
    /// </summary>
    public void SetScope(OrganisationScope scope)
    {
        if (Scope != OrganisationScope.None)
            throw new InvalidOperationException("A context is for one operation, and its scope is set once.");
        Scope = scope;
    }

    /// <summary>Records that the transaction has queued a mail that can be sent: the dispatcher is signalled after the commit.</summary>
    internal void MarkMailQueued() => HasQueuedMails = true;

    /// <summary>Opens the connection until the context is disposed, where that saves round trips.</summary>
    public virtual Task OpenConnectionAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Acquires the writer lock of that organisation, or of what belongs to none, and begins the transaction in which a command reads and
    /// writes: no one else writes for the organisation meanwhile. Disposing it without committing rolls back.
    /// </summary>
    public async Task<WriteTransaction> BeginWriteTransactionAsync(OrganisationCode? organisation, CancellationToken cancellationToken)
    {
        var writerLock = await AcquireWriterLockAsync(organisation, cancellationToken);
        try
        {
            // A failed write rolls back the whole transaction, so savepoints are of no use.
            Database.AutoSavepointsEnabled = false;
            return transaction = new(writerLock, await BeginProviderTransactionAsync(organisation, cancellationToken));
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Begins a read transaction that sees one state of the whole database and blocks no writer. Disposing the result ends it.
    /// </summary>
    public abstract Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Publishes a change to the other processes as part of the transaction: it is sent with the commit or not at all. The caller publishes
    /// it in this process.
    /// </summary>
    public virtual Task PublishChangeAsync(Change change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The current time for leases: the database's clock where processes on several machines share it, whose own clocks may differ by
    /// minutes.
    /// </summary>
    public virtual Task<DateTimeOffset> GetLeaseTimeAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(clock.GetUtcNow());

    /// <summary>Whether a failure is transient, so that the command may succeed when retried.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>Whether a write failed because the disk of the database is full.</summary>
    public abstract bool IsDiskFull(Exception exception);

    /// <summary>
    /// Applies pending migrations and then runs <paramref name="then"/>, before the portal starts; processes that start together on one
    /// PostgreSQL database do so one at a time. Refused, with an <see cref="IOException"/>: a database newer than this version of the
    /// portal.
    /// </summary>
    public abstract Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken);

    /// <summary>Applies pending migrations only.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(() => Task.CompletedTask, cancellationToken);

    /// <summary>Throws an <see cref="IOException"/> that names the location when the database does not exist.</summary>
    public abstract Task EnsureExistsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads the status of the database for an operator; changes nothing. An <see cref="IOException"/> if it can't be opened.
    /// </summary>
    public abstract Task<DatabaseStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Sets the identity sequences to continue after rows that were inserted with explicit values.</summary>
    public virtual Task ResetIdentitySequencesAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Writes a complete copy of the database to a new file while others read and write. Refused, with an <see cref="IOException"/>: a file
    /// that exists, and a provider whose database is not a file.
    /// </summary>
    public abstract Task BackUpAsync(string file, CancellationToken cancellationToken);

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        HasWritten |= written > 0;
        return written;
    }

    /// <summary>Whether the commit of this context's write transaction has been started.</summary>
    protected bool IsCommitting => transaction?.IsCommitting == true;

    /// <summary>Acquires this process's writer lock; disposing the result releases it.</summary>
    protected abstract Task<IDisposable> AcquireWriterLockAsync(OrganisationCode? organisation, CancellationToken cancellationToken);

    /// <summary>Begins the provider's write transaction, waiting for writers in other processes.</summary>
    protected abstract Task<IDbContextTransaction> BeginProviderTransactionAsync(
        OrganisationCode? organisation, CancellationToken cancellationToken);

    /// <summary>The migrations that are pending, and the applied ones that this version does not know.</summary>
    protected async Task<(ImmutableArray<string> Pending, ImmutableArray<string> Unknown)> CompareMigrationsAsync(
        CancellationToken cancellationToken)
    {
        var applied = (await Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = Database.GetMigrations().ToList();
        return ([.. known.Except(applied)], [.. applied.Except(known)]);
    }

    /// <summary>
    /// Throws an <see cref="IOException"/> when the schema has migrations unknown to this version: it could silently corrupt what they
    /// added.
    /// </summary>
    protected async Task ThrowIfSchemaIsNewerAsync(CancellationToken cancellationToken)
    {
        var (_, unknown) = await CompareMigrationsAsync(cancellationToken);
        if (!unknown.IsEmpty)
        {
            throw new IOException(
                "The database was brought up to date by another version of the portal, and this one does not know "
                + $"{string.Join(", ", unknown)}: "
                + "start that version, or restore the backup that was made before.");
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<OrganisationCode>().HaveConversion<OrganisationCodeConverter>();
        configurationBuilder.Properties<Period>().HaveConversion<PeriodConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);

    private sealed class OrganisationCodeConverter() : ValueConverter<OrganisationCode, int>(code => code.Value, value => new(value));

    private sealed class PeriodConverter() : ValueConverter<Period, string>(period => period.ToString(), text => Period.Parse(text)!.Value);
}
