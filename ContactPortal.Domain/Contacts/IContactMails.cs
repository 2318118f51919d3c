using ContactPortal.Domain.Access;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Contacts;

/// <summary>The mails that commands on contacts cause. An interface because Mail depends on Contacts, not Contacts on Mail.</summary>
public interface IContactMails
{
    /// <summary>
    /// Queues the mails that a saved contact causes: to the new person, and to the local administrators about rights that are missing or no
    /// longer needed (U3).
    /// </summary>
    /// <param name="db">The command's own context, within its transaction.</param>
    /// <param name="actor">Who saved it.</param>
    /// <param name="contact">The contact as it is now.</param>
    /// <param name="before">The UUID of the person who was the active contact before, or null.</param>
    /// <param name="at">When it was saved.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task ContactSavedAsync(PortalDb db, Actor actor, Contact contact, Guid? before, DateTimeOffset at, CancellationToken cancellationToken);
}
