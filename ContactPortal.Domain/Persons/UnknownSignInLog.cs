using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Records attempts to sign in by persons who are not in the organisation's directory, in its history, for the local administrators (O2).
/// </summary>
public sealed class UnknownSignInLog(PortalDatabase database, TimeProvider clock)
{
    /// <summary>Repeated attempts by the same person are recorded once per interval.</summary>
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromDays(1);

    /// <summary>Records the attempt, if the identity names an organisation.</summary>
    public async Task RecordAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (identity.Organisation is not { } organisation)
            return;

        ImmutableArray<FieldChange> fields = [new(FieldChanges.Person, "", Describe(identity))];
        await database.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            var (text, since) = (FieldChanges.Write(fields), clock.GetUtcNow() - RepeatInterval);
            var last = await db.History.AsNoTracking()
                .Where(e => e.Organisation == organisation && e.Kind == HistoryKind.SignInUnknown && e.Changes == text)
                .OrderByDescending(e => e.Number)
                .FirstOrDefaultAsync(token);
            if (last?.At > since)
                return false;

            var history = await HistoryWriter.BeginAsync(db, UnknownActor.In(organisation), clock, token);
            history.Append(Guid.CreateVersion7(history.Timestamp), HistoryKind.SignInUnknown, Guid.NewGuid(), fields);
            return history.ResultOf(true);
        }, cancellationToken);
    }

    private static string Describe(ExternalIdentity identity) =>
        identity.Rid is { } rid ? $"RID {rid.Digits}"
        : identity.ProfessionalUuid is { } uuid ? $"UUID {IdentifierText.Of(uuid)}"
        : PlainText.Sanitise(identity.Name, PersonRules.LongestName);
}
