using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>Marks addresses whose mails came back before the portal began, as in a demonstration; it writes no history.</summary>
public sealed class PastBounces(PortalDatabase database)
{
    private const string Cause = "550 5.1.1 User unknown";

    /// <summary>Marks the address since that moment, unless it is marked.</summary>
    public Task<bool> MarkAsync(OrganisationCode organisation, string address, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            var key = AddressBounce.KeyOf(address);
            if (await db.AddressBounces.AnyAsync(b => b.Organisation == organisation && b.Address == key, token))
                return false;
            db.AddressBounces.Add(new()
            {
                Organisation = organisation, Address = key, FirstAt = at, At = at, Cause = Cause, MarkedAt = at,
            });
            return true;
        }, cancellationToken);
}
