using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.History;

/// <summary>Appends a command's entries to its organisation's hash chain, in the command's write transaction.</summary>
internal sealed class HistoryWriter
{
    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, CancellationToken, Task<HistoryHead?>>> HeadOf = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
            db.Heads.SingleOrDefault(h => h.Organisation == organisation)));

    private readonly PortalDb db;
    private readonly HistoryHead head;
    private readonly Actor actor;
    private Change? change;

    private HistoryWriter(PortalDb db, HistoryHead head, Actor actor, DateTimeOffset at) =>
        (this.db, this.head, this.actor, Timestamp) = (db, head, actor, at);

    /// <summary>The time of the command, truncated to milliseconds as stored.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The number of the next entry.</summary>
    public long NextNumber => head.Number + 1;

    /// <summary>
    /// Reads the organisation's last hash and number, so that entries can be appended. Call inside the write transaction: the head row must
    /// not change before the commit.
    /// </summary>
    public static async Task<HistoryWriter> BeginAsync(PortalDb db, Actor actor, TimeProvider clock, CancellationToken cancellationToken)
    {
        var head = await HeadOf.For(db)(db, actor.Organisation, cancellationToken)
            ?? db.Heads.Add(new() { Organisation = actor.Organisation }).Entity;
        return new(db, head, actor, DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    /// <summary>Appends an entry.</summary>
    public void Append(Guid subject, HistoryKind kind, Guid saveId, ImmutableArray<FieldChange> fields)
    {
        var (changes, salt) = (FieldChanges.Write(fields), HistoryChain.NewSalt());
        var digest = HistoryChain.DigestOf(salt, actor.Name, changes);
        var hash = HistoryChain.HashOf(
            head.Hash, actor.Organisation, NextNumber, subject, kind, saveId, Timestamp, actor.PersonId, digest);
        db.History.Add(new()
        {
            Organisation = actor.Organisation,
            Number = NextNumber,
            Subject = subject,
            Kind = kind,
            SaveId = saveId,
            At = Timestamp,
            ActorId = actor.PersonId,
            ActorName = actor.Name,
            Changes = changes,
            Salt = salt,
            Digest = digest,
            Hash = hash,
        });
        (head.Number, head.Hash) = (NextNumber, hash);
        change = new(head.Organisation, head.Number);
    }

    /// <summary>The command's result: its outcome, and the newest appended entry as the change to publish.</summary>
    public CommandResult<T> ResultOf<T>(T outcome) => new(outcome, change);
}
