using ContactPortal.Domain.Access;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.History;

/// <summary>
/// Erases the personal data of one subject's entries (O5): salt, actor's name and changes. The entry that records it authorises it: the
/// verification finds entries that were blanked in any other way.
/// </summary>
public sealed class HistoryEraser(PortalDatabase database, TimeProvider clock)
{
    /// <summary>The key of the number of the last entry that is erased.</summary>
    internal const string Through = nameof(Through);

    /// <summary>Erases all entries of the subject in the actor's organisation; returns how many there were.</summary>
    public Task<int> EraseAsync(Actor actor, Guid subject, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
        {
            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            var through = history.NextNumber - 1;
            var erased = await db.History
                .Where(e => e.Organisation == actor.Organisation && e.Subject == subject && e.Salt != null)
                .ExecuteUpdateAsync(
                    e => e.SetProperty(x => x.Salt, (byte[]?)null).SetProperty(x => x.ActorName, (string?)null)
                        .SetProperty(x => x.Changes, (string?)null),
                    token);
            history.Append(subject, HistoryKind.SubjectErased, Guid.NewGuid(), [new(Through, "", $"{through}")]);
            return history.ResultOf(erased);
        }, cancellationToken);
}
