using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Mail;

/// <summary>To the invited address: an invitation to the agency or to a municipality's administration (P6).</summary>
internal static class InvitationMail
{
    /// <param name="invitation">The invitation.</param>
    /// <param name="path">The path of its link, with the token.</param>
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
