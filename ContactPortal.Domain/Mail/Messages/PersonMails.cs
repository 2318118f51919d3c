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

/// <summary>To the local administrators, or to the agency where there are none: somebody asks to be let in (P2, P3).</summary>
internal static class AccessRequestMail
{
    public static MailContent ToAdministrators(AccessRequest request, string organisation) => Of(request, organisation, MailTexts.AccessWhyAdministrator, MailPaths.Rights);

    public static MailContent ToAgency(AccessRequest request, string organisation) => Of(request, organisation, MailTexts.AccessWhyAgency, MailPaths.Municipalities);

    private static MailContent Of(AccessRequest request, string organisation, string why, string path)
    {
        var who = request.Name.Length > 0 ? request.Name : MailTexts.AccessNoName;
        return request.Kind == AccessRequestKind.NewPerson
            ? new(
                DanishMailFormat.Fill(MailTexts.AccessSubject, who, organisation),
                [DanishMailFormat.Fill(MailTexts.Access, who, organisation), MailTexts.AccessHow, DanishMailFormat.Fill(why, organisation)],
                [],
                path)
            : new(
                DanishMailFormat.Fill(MailTexts.AccessQuestionSubject, organisation),
                [DanishMailFormat.Fill(MailTexts.AccessQuestion, who, organisation), MailTexts.AccessQuestionHow, DanishMailFormat.Fill(why, organisation)],
                [],
                path);
    }
}

/// <summary>To somebody who asked to be let in: they are, or are refused for a reason (P3).</summary>
internal static class AccessAnswerMail
{
    public static MailContent Of(AccessRequest request, string organisation) => request.RefusedBecause is { } reason
        ? new(
            DanishMailFormat.Fill(MailTexts.AccessRefusedSubject, organisation),
            [
                DanishMailFormat.Fill(MailTexts.AccessRefused, request.AnsweredBy, organisation), DanishMailFormat.Fill(MailTexts.AnswerReason, reason),
                MailTexts.AccessRefusedHow,
            ],
            [],
            MailPaths.Contacts)
        : new(
            DanishMailFormat.Fill(MailTexts.AccessGrantedSubject, organisation),
            [DanishMailFormat.Fill(MailTexts.AccessGranted, request.AnsweredBy, organisation), MailTexts.AccessGrantedHow],
            [],
            MailPaths.Contacts);
}

/// <summary>To the agency: a municipality's last local administrator has left (P5).</summary>
internal static class LeftAdministratorMail
{
    public static MailContent Of(string person, string organisation) => new(
        DanishMailFormat.Fill(MailTexts.LeftAdministratorSubject, organisation),
        [DanishMailFormat.Fill(MailTexts.LeftAdministrator, person, organisation), MailTexts.LeftAdministratorHow, MailTexts.LeftAdministratorWhy],
        [],
        MailPaths.Municipalities);
}
