using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>Reads contacts' histories; open to everybody in the municipality (K16).</summary>
public sealed class ContactHistories(PortalDatabase database)
{
    /// <summary>The contact's history, or null when there is no such contact in the actor's organisation.</summary>
    public async Task<ContactHistory?> OfAsync(Actor actor, Guid contactId, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadContacts))
            return null;

        await using var db = await database.OpenReadAsync(actor.Organisation, cancellationToken);
        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && e.Subject == contactId)
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        return entries.Count == 0
            ? null
            : ContactHistory.Of([.. entries.Select(
                e => new HistoryEntryView(e.Number, e.At, e.ActorName, e.Kind, FieldChanges.Read(e.Changes)))]);
    }
}
