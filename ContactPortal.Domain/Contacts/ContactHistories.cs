using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>Reads contacts' histories; open to everybody in the municipality (K16).</summary>
public sealed class ContactHistories(PortalDatabase database)
{
    /// <summary>The maximum number of changes of a contact's person or name that the holders are worked out from; the newest.</summary>
    public const int MaxHolderChanges = 200;

    // As they stand in the JSON, where a quotation mark within a value is escaped.
    internal static readonly string RidChange = $"\"{nameof(FieldChange.Field)}\":\"{ContactField.Rid}\"";
    internal static readonly string NameChange = $"\"{nameof(FieldChange.Field)}\":\"{ContactField.Name}\"";

    /// <summary>
    /// The newest entries of the contact's history, and who was the contact; null when there is no such contact in the actor's
    /// organisation.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="count">The maximum number of entries.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<ContactHistory?> OfAsync(Actor actor, Guid contactId, int count, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadContacts))
            return null;

        await using var db = await database.OpenReadAsync(actor, Actions.ReadContacts, cancellationToken);
        var page = await HistoryPage.ReadAsync(db, actor.Organisation, contactId, count, cancellationToken);
        if (page.Entries.IsEmpty)
            return null;
        var ofHolders = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && e.Subject == contactId
                && (e.Changes!.Contains(RidChange) || e.Changes.Contains(NameChange)))
            .OrderByDescending(e => e.Number)
            .Take(MaxHolderChanges)
            .ToListAsync(cancellationToken);
        return ContactHistory.Of(page, [.. ofHolders.Select(HistoryEntryView.Of).Reverse()]);
    }
}
