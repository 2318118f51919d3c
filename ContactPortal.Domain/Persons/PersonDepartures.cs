using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>What a person's leaving requires, in the transaction of the command that marks the person as left (P5).</summary>
internal static class PersonDepartures
{
    /// <summary>
    /// Makes a right that the person still holds a task of the administrators (U3), records the end of the administration, and mails the
    /// agency when the last administrator has left (P5).
    /// </summary>
    /// <param name="db">The command's own context.</param>
    /// <param name="history">The history of the person's organisation.</param>
    /// <param name="mails">Queues the mails.</param>
    /// <param name="person">The person, marked as left.</param>
    /// <param name="wasAdministrator">Whether the person was a local administrator until then.</param>
    /// <param name="agencyPersons">The agency's persons; see <see cref="AdministratorQueries.AgencyPersonsAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task CompleteAsync(
        PortalDb db, HistoryWriter history, IPersonMails mails, Person person, bool wasAdministrator, ImmutableArray<Guid> agencyPersons,
        CancellationToken cancellationToken)
    {
        var grants = await db.Grants
            .Where(g => g.Organisation == person.Organisation && g.PersonId == person.Id).ToListAsync(cancellationToken);
        foreach (var grant in grants)
            grant.KeptBecause = null;
        var administrators = await AdministratorQueries.AdministratorsIn(db, person.Organisation)
            .Where(p => p.Id != person.Id).Select(p => p.Id).ToListAsync(cancellationToken);
        if (wasAdministrator)
        {
            history.Append(person.Id, HistoryKind.AdministratorDismissed, Guid.NewGuid(), [new(FieldChanges.Person, "", person.Name)]);
            if (administrators.Count == 0)
                mails.LastAdministratorLeft(db, person, agencyPersons, history.Timestamp);
        }

        if (grants.Count > 0)
            mails.RightHolderLeft(db, person, [.. administrators], history.Timestamp);
    }
}
