using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>Updates grants when a contact's person changes (U3).</summary>
internal static class ContactRights
{
    /// <summary>
    /// Records on the former person's grant when the person ceased to be a contact, and clears it on the new person's. Persons without the
    /// right have no grant.
    /// </summary>
    /// <param name="db">The command's own context, within its transaction.</param>
    /// <param name="contact">The contact as it is after the change.</param>
    /// <param name="before">The UUID of the person who was the active contact before, or null.</param>
    /// <param name="at">When the change happens.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task RecordHolderChangeAsync(
        PortalDb db, Contact contact, Guid? before, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Guid? now = contact.DeactivatedAt is null ? contact.PersonId : null;
        if (before == now)
            return;

        var grants = await db.Grants
            .Where(g => g.Organisation == contact.Organisation && (g.PersonId == before || g.PersonId == now))
            .ToListAsync(cancellationToken);
        foreach (var grant in grants)
        {
            grant.FormerContactSince = grant.PersonId == now ? null : at;
            grant.KeptBecause = null;
        }
    }
}
