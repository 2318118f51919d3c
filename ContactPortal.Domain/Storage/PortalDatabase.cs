using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>Where commands write: everything of one command in one transaction, announced once it is committed.</summary>
public sealed class PortalDatabase(IDbContextFactory<PortalDb> contexts, ChangeFeed feed, OutboxSignal outbox)
{
    private const int MaxAttempts = 5;
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>A context to read that organisation's data with; one for each operation.</summary>
    public Task<PortalDb> OpenReadAsync(OrganisationCode organisation, CancellationToken cancellationToken) => OpenScopedAsync(OrganisationScope.Only(organisation), cancellationToken);

    /// <summary>
    /// A context to read every organisation's data with: for what is done for all of them, or to find out whose something is; one for each
    /// operation.
    /// </summary>
    public Task<PortalDb> OpenReadAllAsync(CancellationToken cancellationToken) => OpenScopedAsync(OrganisationScope.All, cancellationToken);

    /// <summary>
    /// Brings the database's schema up to date; SQLite makes the database when there is none. Refused, with an <see cref="IOException"/>: a
    /// database that is newer than this version of the portal, and on PostgreSQL one that is not there.
    /// </summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(() => Task.CompletedTask, cancellationToken);

    /// <summary>
    /// The same, and then what is to be done before the portal begins: of processes that begin together on one PostgreSQL database one does
    /// so at a time, and the next finds it done.
    /// </summary>
    public async Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.MigrateAsync(then, cancellationToken);
    }

    /// <summary>Refuses, with an <see cref="IOException"/> that says where, to go on with a database that is not there.</summary>
    public async Task EnsureExistsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.EnsureExistsAsync(cancellationToken);
    }

    /// <summary>
    /// Writes a whole copy of the database into a new file while others read and write. Refused, with an <see cref="IOException"/>: a file
    /// that exists, and a database that is not in a file.
    /// </summary>
    public async Task BackUpAsync(string file, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.BackUpAsync(file, cancellationToken);
    }

    /// <summary>Whether the database answers a question, and soon.</summary>
    public async Task<bool> CanConnectAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ProbeTimeout);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(timeout.Token);

            // A connection of the pool may be open to a server that is gone: only an answer tells.
            return await db.Database.CanConnectAsync(timeout.Token) && await db.DeliveryTypes.AnyAsync(timeout.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Does a command's work in one transaction, within that organisation's data. When the work recorded something, it is committed, and
    /// the change that it returned is announced; when it only found a reason to refuse, nothing is written. A database that is busy is tried
    /// again a bounded number of times.
    /// </summary>
    public Task<T> ExecuteWriteAsync<T>(
        OrganisationCode organisation, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work, CancellationToken cancellationToken) =>
        ExecuteWriteAsync((OrganisationCode?)organisation, work, cancellationToken);

    /// <summary>The same for work that writes no history, and has nothing to announce.</summary>
    public Task<T> ExecuteWriteAsync<T>(OrganisationCode organisation, Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ExecuteWriteAsync((OrganisationCode?)organisation, async (db, token) => new CommandResult<T>(await work(db, token)), cancellationToken);

    /// <summary>The same for work that reaches the data of every organisation.</summary>
    public Task<T> ExecuteWriteAsync<T>(Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ExecuteWriteAsync(null, async (db, token) => new CommandResult<T>(await work(db, token)), cancellationToken);

    private async Task<PortalDb> OpenScopedAsync(OrganisationScope reach, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            db.SetScope(reach);
            await db.OpenConnectionAsync(cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    // Beside whoever gave the command: a page goes on being drawn, and what is done within the turn waits for no page's thread.
    private Task<T> ExecuteWriteAsync<T>(
        OrganisationCode? organisation, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work, CancellationToken cancellationToken) =>
        Task.Run(() => ExecuteWriteWithRetryAsync(organisation, work, cancellationToken), cancellationToken);

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
            catch (Exception exception) when (attempt < MaxAttempts && db.IsTransient(exception))
            {
                await Task.Delay(MaxRetryDelay * Random.Shared.NextDouble(), cancellationToken);
            }
        }
    }

    private async Task<T> ExecuteWriteOnceAsync<T>(
        PortalDb db, OrganisationCode? organisation, Func<PortalDb, CancellationToken, Task<CommandResult<T>>> work, CancellationToken cancellationToken)
    {
        CommandResult<T> result;
        await using (var transaction = await db.BeginWriteTransactionAsync(organisation, cancellationToken))
        {
            result = await work(db, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (!db.HasWritten)
                return result.Outcome;
            if (result.Change is { } announced)
                await db.PublishChangeAsync(announced, cancellationToken);
            else if (db.History.Local.Count > 0)
                throw new InvalidOperationException("The command wrote history and returned no change: open pages would not hear of it.");
            await transaction.CommitAsync(cancellationToken);
        }

        // Only now, when readers find the change and the next writer has its turn.
        if (result.Change is { } made)
        {
            PortalMeter.Changed(made.Organisation);
            feed.Publish(made);
        }

        if (db.HasQueuedMails)
            outbox.Publish();
        return result.Outcome;
    }
}
