using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Mail;

/// <summary>To somebody who is invited to be the first of an organisation (P6).</summary>
internal static class InvitationMail
{
    public static MailContent Of(Invitation invitation, string path)
    {
        var until = DanishMailFormat.DayOf(DanishCalendar.Of(invitation.ExpiresAt));
        return invitation.Organisation == OrganisationCode.Agency
            ? new(
                MailTexts.InvitationAgencySubject,
                [MailTexts.InvitationAgency, DanishMailFormat.Fill(MailTexts.InvitationAgencyHow, until), MailTexts.InvitationWrong],
                [],
                path)
            : new(
                DanishMailFormat.Fill(MailTexts.InvitationSubject, Municipalities.NameOf(invitation.Organisation)),
                [
                    DanishMailFormat.Fill(MailTexts.Invitation, invitation.InvitedBy, Municipalities.NameOf(invitation.Organisation)),
                    DanishMailFormat.Fill(MailTexts.InvitationHow, Municipalities.NameOf(invitation.Organisation), until),
                    MailTexts.InvitationWrong,
                ],
                [],
                path);
    }
}
