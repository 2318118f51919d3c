using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Rights;

/// <summary>What a change of a contact means for the rights of those who held the place and who hold it now (U3).</summary>
internal static class ContactRights
{
    /// <summary>
    /// Notes since when whoever left the place is no longer a contact, and that whoever has it now is one. Only persons with the right
    /// have a grant to note it on.
    /// </summary>
    /// <param name="db">The command's own context, within its transaction.</param>
    /// <param name="contact">The contact as it is after the change.</param>
    /// <param name="before">The UUID of who held the place as an active contact before, or null.</param>
    /// <param name="at">When the change happens.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RecordHolderChangeAsync(PortalDb db, Contact contact, Guid? before, DateTimeOffset at, CancellationToken cancellationToken)
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
