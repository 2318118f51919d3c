using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Agency;

/// <summary>Records the agency's look-ups of contacts, and shows each person those about them (A1, O4).</summary>
public sealed class LookUpLog(PortalDatabase database, TimeProvider clock)
{
    /// <summary>
    /// Records that a person of the agency looked up these contacts; nothing may be shown or handed out before. Returns whether the actor
    /// may; nothing is recorded otherwise.
    /// </summary>
    public async Task<bool> RecordAsync(
        Actor actor, LookUpKind kind, LookUpPurpose purpose, IReadOnlyCollection<ListedContact> contacts,
        CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.LookUpContacts)
            || !(await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken)).Contains(actor.PersonId))
        {
            return false;
        }

        await RecordAsync(kind, purpose, contacts, actor.PersonId, byClient: null, cancellationToken);
        return true;
    }

    /// <summary>Records that a system of the agency looked up these contacts over the API.</summary>
    public Task RecordAsync(
        string client, LookUpPurpose purpose, IReadOnlyCollection<ListedContact> contacts, CancellationToken cancellationToken) =>
        RecordAsync(LookUpKind.Api, purpose, contacts, byId: null, client, cancellationToken);

    /// <summary>The newest look-ups of the actor in the actor's organisation, the newest first.</summary>
    public async Task<ImmutableArray<LookUpView>> OfPersonAsync(Actor actor, int count, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(actor, Actions.ReadContacts, cancellationToken);
        var rows = await db.LookUps.AsNoTracking()
            .Where(l => l.Organisation == actor.Organisation && l.PersonId == actor.PersonId)
            .OrderByDescending(l => l.At).ThenByDescending(l => l.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(l => new LookUpView(l.At, l.Kind, new(l.Purpose, l.PurposeText)))];
    }

    private async Task RecordAsync(
        LookUpKind kind, LookUpPurpose purpose, IReadOnlyCollection<ListedContact> contacts, Guid? byId, string? byClient,
        CancellationToken cancellationToken)
    {
        if (contacts.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var batch = Guid.CreateVersion7(now);
        await database.ExecuteWriteAsync(
            (db, _) =>
            {
                db.LookUps.AddRange(contacts.Select(contact => new LookUp
                {
                    Organisation = contact.Municipality.Code,
                    Id = Guid.CreateVersion7(now),
                    ContactId = contact.Contact.Id,
                    PersonId = contact.Contact.PersonId,
                    At = now,
                    Kind = kind,
                    Purpose = purpose.Kind,
                    PurposeText = purpose.Text,
                    ById = byId,
                    ByClient = byClient,
                    Batch = batch,
                }));
                return Task.FromResult(true);
            }, cancellationToken);
    }
}
