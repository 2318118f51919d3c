using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>Judges the conditions of waiting mails.</summary>
internal static class MailConditions
{
    /// <summary>Whether what caused the mail still holds; always for mails without a condition, and once one was tried.</summary>
    public static async Task<bool> StillHoldsAsync(PortalDb db, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (mail is not { Condition: { } condition, Attempts: 0 })
            return true;
        return condition switch
        {
            MailCondition.IsContact => await db.Contacts.AnyAsync(
                c => c.Organisation == mail.Organisation && c.Id == mail.ContactId && c.PersonId == mail.AboutId && c.DeactivatedAt == null,
                cancellationToken),
            MailCondition.LacksRight => await IsContactAsync(db, mail, cancellationToken)
                && !await HoldsAsync(db, mail, cancellationToken),
            MailCondition.AsksForRight => await db.RightsRequests.AnyAsync(
                r => r.Organisation == mail.Organisation && r.PersonId == mail.AboutId && r.AnsweredAt == null, cancellationToken),
            MailCondition.StillHoldsRight => !await IsContactAsync(db, mail, cancellationToken)
                && await HoldsAsync(db, mail, cancellationToken),
            MailCondition.LeftWithRight => await db.Persons.IgnoreAutoIncludes().AnyAsync(
                    p => p.Organisation == mail.Organisation && p.Id == mail.AboutId && p.LeftAt != null, cancellationToken)
                && await HoldsAsync(db, mail, cancellationToken),
            MailCondition.HoldsRight => await HoldsAsync(db, mail, cancellationToken),
            MailCondition.AsksForAccess => await db.AccessRequests.AnyAsync(
                r => r.Organisation == mail.Organisation && r.Id == mail.AboutId && r.AnsweredAt == null, cancellationToken),
            MailCondition.HasNoAdministrator =>
                !await AdministratorQueries.AdministratorsIn(db, mail.Organisation).AnyAsync(cancellationToken),
        };
    }

    private static Task<bool> IsContactAsync(PortalDb db, OutboxMail mail, CancellationToken cancellationToken) => db.Contacts.AnyAsync(
        c => c.Organisation == mail.Organisation && c.PersonId == mail.AboutId && c.DeactivatedAt == null, cancellationToken);

    private static Task<bool> HoldsAsync(PortalDb db, OutboxMail mail, CancellationToken cancellationToken) =>
        db.Grants.OfTassOpfoelgningIn(mail.Organisation).AnyAsync(g => g.PersonId == mail.AboutId, cancellationToken);
}
