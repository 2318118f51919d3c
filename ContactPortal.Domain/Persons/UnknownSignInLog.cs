using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Notes for the local administrators who signed in for their organisation without being in its directory (O2).</summary>
public sealed class UnknownSignInLog(PortalDatabase database, TimeProvider clock)
{
    /// <summary>Who keeps trying is noted once in so long.</summary>
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromDays(1);

    /// <summary>The actor's id in the history: whoever it was, the portal does not know them.</summary>
    private static readonly Guid Nobody = new("9a4f2f39-52a8-4d0c-8a4d-6b9c1b6f7e20");

    /// <summary>Notes it in the organisation's history, when the sign-in names an organisation and a RID.</summary>
    public async Task RecordAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (identity is not { Organisation: { } organisation, Rid: { } rid })
            return;

        ImmutableArray<FieldChange> who = [new(RightsHistory.Person, "", $"RID {rid.Digits}")];
        await database.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            var (text, since) = (FieldChanges.Write(who), clock.GetUtcNow() - RepeatInterval);
            var last = await db.History.AsNoTracking()
                .Where(e => e.Organisation == organisation && e.Kind == HistoryKind.SignInUnknown && e.Changes == text)
                .OrderByDescending(e => e.Number)
                .FirstOrDefaultAsync(token);
            if (last?.At > since)
                return false;

            var history = await HistoryWriter.BeginAsync(db, new(Nobody, "Login", organisation, Role.Staff), clock, token);
            history.Append(Guid.CreateVersion7(history.Timestamp), HistoryKind.SignInUnknown, Guid.NewGuid(), who);
            return history.ResultOf(true);
        }, cancellationToken);
    }
}
