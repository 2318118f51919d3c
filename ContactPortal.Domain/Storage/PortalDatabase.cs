using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// Opens scoped contexts for reading, and runs commands, each in one write transaction whose change is published after the commit.
/// </summary>
public sealed class PortalDatabase(
    IDbContextFactory<PortalDb> contexts, ChangeFeed feed, OutboxSignal outbox, CommandPace? pace = null)
{
    private const int MaxAttempts = 5;
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMilliseconds(200);

    private volatile bool isFull;

    /// <summary>The same database without the pace of a person, for commands that no person gives.</summary>
    public PortalDatabase Unpaced => new(contexts, feed, outbox);

    /// <summary>Opens a context for reading one organisation's data; use one per operation.</summary>
    public Task<PortalDb> OpenReadAsync(OrganisationCode organisation, CancellationToken cancellationToken) =>
        OpenScopedAsync(OrganisationScope.Only(organisation), cancellationToken);

    /// <summary>
    /// Opens a context for reading the data of the actor's organisation, after the check of the right. Refused, with a
    /// <see cref="ReadRefusedException"/>: an actor without the right.
    /// </summary>
    public Task<PortalDb> OpenReadAsync(Actor actor, PortalAction action, CancellationToken cancellationToken)
    {
        ReadAccess.Enter(actor, action);
        return OpenReadAsync(actor.Organisation, cancellationToken);
    }

    /// <summary>
    /// Opens a context for reading all organisations' data: for work across organisations, or to find out which organisation something
    /// belongs to. Use one per operation.
    /// </summary>
    public Task<PortalDb> OpenReadAllAsync(CancellationToken cancellationToken) =>
        OpenScopedAsync(OrganisationScope.All, cancellationToken);

    /// <summary>
    /// Applies pending migrations; SQLite creates the database when there is none. Refused, with an <see cref="IOException"/>: a database
    /// newer than this version of the portal, and on PostgreSQL one that does not exist.
    /// </summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(() => Task.CompletedTask, cancellationToken);

    /// <summary>
    /// Applies pending migrations and then runs <paramref name="then"/>, before the portal starts; processes that start together on one
    /// PostgreSQL database do so one at a time.
    /// </summary>
    public async Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.MigrateAsync(then, cancellationToken);
    }

    /// <summary>Throws an <see cref="IOException"/> that names the location when the database does not exist.</summary>
    public async Task EnsureExistsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.EnsureExistsAsync(cancellationToken);
    }

    /// <summary>
    /// Writes a complete copy of the database to a new file while others read and write. Refused, with an <see cref="IOException"/>: a file
    /// that exists, and a provider whose database is not a file.
    /// </summary>
    public async Task BackUpAsync(string file, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.BackUpAsync(file, cancellationToken);
    }

    /// <summary>
    /// Reads the status of the database for an operator; changes nothing. An <see cref="IOException"/> if it can't be opened.
    /// </summary>
    public async Task<DatabaseStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.GetStatusAsync(cancellationToken);
    }

    /// <summary>Whether the database answers a query within 5 s.</summary>
    public async Task<bool> CanConnectAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ProbeTimeout);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(timeout.Token);

            // A pooled connection may be open to a dead server: only a query's result proves that it answers.
            return await db.Database.CanConnectAsync(timeout.Token) && await db.DeliveryTypes.AnyAsync(timeout.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the database can be written: false after a write failed because its disk is full, until one succeeds. Tries one in that
    /// case, since nobody else may be writing.
    /// </summary>
    public async Task<bool> CanWriteAsync(CancellationToken cancellationToken)
    {
        if (!isFull)
            return true;
        try
        {
            return await ExecuteWriteAsync(OrganisationCode.Agency, async (db, token) =>
            {
                var probe = db.RevokedSessions.Add(new() { Session = Guid.NewGuid().ToString("N"), At = DateTimeOffset.UnixEpoch }).Entity;
                await db.SaveChangesAsync(token);
                db.RevokedSessions.Remove(probe);
                return true;
            }, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return !isFull;
        }
    }

    /// <summary>
    /// Runs a command in one write transaction, scoped to that organisation. If it wrote anything, the transaction is committed and the
    /// returned change is published; otherwise nothing is written. Transient failures are retried; at most 5 attempts are committed.
    /// </summary>
    public Task<T> ExecuteWriteAsync<T>(
        OrganisationCode organisation, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work,
        CancellationToken cancellationToken) =>
        ExecuteWriteInAsync(organisation, work, cancellationToken);

    /// <summary>
    /// Runs a person's command in the actor's organisation, as above. Refused, with a <see cref="PaceExceededException"/>: one that comes
    /// faster than a person works.
    /// </summary>
    public Task<T> ExecuteWriteAsync<T>(
        Actor actor, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work, CancellationToken cancellationToken)
    {
        pace?.Take(actor);
        return ExecuteWriteAsync(actor.Organisation, work, cancellationToken);
    }

    /// <summary>Runs a person's command that writes no history and publishes no change; refused as above.</summary>
    public Task<T> ExecuteWriteAsync<T>(
        Actor actor, Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        pace?.Take(actor);
        return ExecuteWriteAsync(actor.Organisation, work, cancellationToken);
    }

    /// <summary>Runs a command that writes no history and publishes no change.</summary>
    public Task<T> ExecuteWriteAsync<T>(
        OrganisationCode organisation, Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ExecuteWriteInAsync(
            organisation, async (db, token) => new CommandResult<T>(await work(db, token)), cancellationToken);

    /// <summary>Runs a command scoped to all organisations; it writes no history and publishes no change.</summary>
    public Task<T> ExecuteWriteAsync<T>(Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ExecuteWriteInAsync(null, async (db, token) => new CommandResult<T>(await work(db, token)), cancellationToken);

    private async Task<PortalDb> OpenScopedAsync(OrganisationScope scope, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            db.SetScope(scope);
            await db.OpenConnectionAsync(cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    // Runs on the thread pool, not on the caller's circuit dispatcher: the page keeps rendering, and the transaction never waits for a busy
    // dispatcher while it holds the writer lock.
    private Task<T> ExecuteWriteInAsync<T>(
        OrganisationCode? organisation, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work,
        CancellationToken cancellationToken) =>
        PortalMeter.CountAsync(
            Task.Run(() => ExecuteWriteWithRetryAsync(organisation, work, cancellationToken), cancellationToken));

    private async Task<T> ExecuteWriteWithRetryAsync<T>(
        OrganisationCode? organisation, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            try
            {
                db.SetScope(organisation is { } one ? OrganisationScope.Only(one) : OrganisationScope.All);
                return await ExecuteWriteOnceAsync(db, organisation, work, cancellationToken);
            }
            catch (Exception exception) when (db.IsDiskFull(exception))
            {
                isFull = true;
                throw;
            }
            catch (Exception exception) when (attempt < MaxAttempts && db.IsTransient(exception))
            {
                await Task.Delay(MaxRetryDelay * Random.Shared.NextDouble(), cancellationToken);
            }
        }
    }

    private async Task<T> ExecuteWriteOnceAsync<T>(
        PortalDb db, OrganisationCode? organisation, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work,
        CancellationToken cancellationToken)
    {
        CommandResult<T> result;
        await using (var transaction = await db.BeginWriteTransactionAsync(organisation, cancellationToken))
        {
            result = await work(db, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (!db.HasWritten)
                return result.Outcome;
            if (result.Change is { } published)
                await db.PublishChangeAsync(published, cancellationToken);
            else if (db.History.Local.Count > 0)
                throw new InvalidOperationException("The command wrote history and returned no change: open pages would not be updated.");
            await transaction.CommitAsync(cancellationToken);
            isFull = false;
        }

        // Only now: readers can see the change, and the writer lock is free.
        if (result.Change is { } committed)
        {
            PortalMeter.Changed(committed.Organisation);
            feed.Publish(committed);
        }

        if (db.HasQueuedMails)
            outbox.Publish();
        return result.Outcome;
    }
}
