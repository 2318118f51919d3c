using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Makes, withdraws and checks the credentials with which a municipality's own directory changes its persons (P8); for its local
/// administrators.
/// </summary>
public sealed class ProvisioningCredentials(PortalDatabase database, TimeProvider clock)
{
    /// <summary>The time of the last use is updated at most once per interval, to save writes.</summary>
    private static readonly TimeSpan LastUsePrecision = TimeSpan.FromHours(1);

    /// <summary>The credentials that work, the oldest first; none for anyone but a local administrator.</summary>
    public async Task<ImmutableArray<ProvisioningCredential>> AllAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ManagePersons))
            return [];
        await using var db = await database.OpenReadAsync(actor, Actions.ManagePersons, cancellationToken);
        return await AdministratorQueries.IsAdministratorAsync(db, actor, cancellationToken)
            ? [.. await Working(db, actor).AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancellationToken)]
            : [];
    }

    /// <summary>Makes a credential; refused when the municipality has two, or the name is no name.</summary>
    public Task<CredentialOutcome> CreateAsync(Actor actor, string name, CancellationToken cancellationToken) =>
        AdministerAsync(actor, async (db, token) =>
        {
            var trimmed = PlainText.Compose(PlainText.CollapseBlanks(name));
            var working = await Working(db, actor).ToListAsync(token);
            if (trimmed.Length is 0 or > ProvisioningCredential.LongestName || !PlainText.IsPlain(trimmed)
                || working.Exists(c => c.Name.Equals(trimmed, StringComparison.OrdinalIgnoreCase)))
            {
                return new CredentialOutcome.NameWrong();
            }

            if (working.Count >= ProvisioningCredential.MostAtATime)
                return new CredentialOutcome.TooMany();

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            var secret = ProvisioningCredential.NewSecret();
            var credential = new ProvisioningCredential
            {
                Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), Name = trimmed,
                SecretHash = ProvisioningCredential.HashOf(secret), CreatedAt = history.Timestamp, CreatedBy = actor.Name,
            };
            db.ProvisioningCredentials.Add(credential);
            history.Append(credential.Id, HistoryKind.CredentialCreated, Guid.NewGuid(), [new(FieldChanges.Person, "", trimmed)]);
            return history.ResultOf<CredentialOutcome>(
                new CredentialOutcome.Created(credential, ProvisioningCredential.TokenOf(credential.Id, secret)));
        }, cancellationToken);

    /// <summary>Withdraws a credential: the next request with it is refused. Withdrawing it again finds nothing.</summary>
    public Task<CredentialOutcome> WithdrawAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken) =>
        AdministerAsync(actor, async (db, token) =>
        {
            if (await Working(db, actor).SingleOrDefaultAsync(c => c.Id == credentialId, token) is not { } credential)
                return new CredentialOutcome.NotFound();
            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            credential.WithdrawnAt = history.Timestamp;
            history.Append(
                credential.Id, HistoryKind.CredentialWithdrawn, Guid.NewGuid(), [new(FieldChanges.Person, "", credential.Name)]);
            return history.ResultOf<CredentialOutcome>(new CredentialOutcome.Withdrawn(credential.Name));
        }, cancellationToken);

    /// <summary>The source whose credential has that token; null for a token that is none, or was withdrawn. Records the use.</summary>
    public async Task<ProvisioningSource?> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        if (ProvisioningCredential.Parse(token) is not var (id, secret))
            return null;
        ProvisioningCredential? credential;

        // Of all organisations: the credential says which one it is.
        await using (var db = await database.OpenReadAllAsync(cancellationToken))
            credential = await db.ProvisioningCredentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (credential is null || !credential.Has(secret) || credential.WithdrawnAt is not null)
            return null;
        if (IsStale(credential))
            await RecordUseAsync(credential, cancellationToken);
        return new(credential.Organisation, credential.Id, credential.Name);
    }

    private Task<bool> RecordUseAsync(ProvisioningCredential used, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(
            used.Organisation,
            async (db, token) =>
            {
                // Read again: of several requests at a time only the first one writes.
                var credential = await db.ProvisioningCredentials.SingleAsync(
                    c => c.Organisation == used.Organisation && c.Id == used.Id, token);
                if (IsStale(credential))
                    credential.LastUsedAt = clock.GetUtcNow();
                return true;
            },
            cancellationToken);

    private bool IsStale(ProvisioningCredential credential) =>
        !(credential.LastUsedAt > clock.GetUtcNow() - LastUsePrecision);

    private async Task<CredentialOutcome> AdministerAsync(
        Actor actor, Func<PortalDb, CancellationToken, Task<CommandResult<CredentialOutcome>>> command,
        CancellationToken cancellationToken) =>
        await database.ExecuteWriteAsync(
            actor,
            async (db, token) => await AdministratorQueries.IsAdministratorAsync(db, actor, token)
                ? await command(db, token)
                : new CredentialOutcome.NotFound(),
            cancellationToken);

    private static IQueryable<ProvisioningCredential> Working(PortalDb db, Actor actor) =>
        db.ProvisioningCredentials.Where(c => c.Organisation == actor.Organisation && c.WithdrawnAt == null);
}
