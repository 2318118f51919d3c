using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.History;

/// <summary>Writes the lines of one command to the end of its organisation's history, in the command's own transaction.</summary>
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

    /// <summary>When the command happens, to the millisecond that storage keeps.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The number that the next line will have.</summary>
    public long NextNumber => head.Number + 1;

    /// <summary>Takes up the pen at the end of the actor's organisation's history; the transaction must have begun.</summary>
    public static async Task<HistoryWriter> BeginAsync(PortalDb db, Actor actor, TimeProvider clock, CancellationToken cancellationToken)
    {
        var head = await HeadOf.For(db)(db, actor.Organisation, cancellationToken)
            ?? db.Heads.Add(new() { Organisation = actor.Organisation }).Entity;
        return new(db, head, actor, DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    /// <summary>Adds a line.</summary>
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

    /// <summary>The command's result: its outcome, and the newest of the written entries as the change to announce.</summary>
    public CommandResult<T> ResultOf<T>(T outcome) => new(outcome, change);
}
