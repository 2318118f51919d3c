using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Contacts;

/// <summary>Shared by the commands that change contacts.</summary>
internal static class ContactUpdates
{
    /// <summary>
    /// Applies the change, updates grants, and appends the history entry. Returns the UUID of the person who was the active
    /// contact before, or null.
    /// </summary>
    public static async Task<Guid?> ApplyAsync(
        PortalDb db, HistoryWriter history, Actor actor, Contact contact, ContactUpdate update,
        CancellationToken cancellationToken)
    {
        var isNew = update.Kind == HistoryKind.ContactCreated;
        var (current, values) = (isNew ? ContactValues.Empty : contact.Values, update.Values);
        var holder = isNew || contact.DeactivatedAt is not null ? null : (Guid?)contact.PersonId;
        contact.Apply(values, update.PersonId, actor, history.NextNumber, history.Timestamp);
        await ContactRights.RecordHolderChangeAsync(db, contact, holder, history.Timestamp, cancellationToken);
        history.Append(
            contact.Id, update.Kind, update.SaveId,
            FieldChanges.WithSource(
                values.DifferencesFrom(current).Select(f => new FieldChange(f.Key, current[f], values[f])), update.Source));
        return holder;
    }
}
