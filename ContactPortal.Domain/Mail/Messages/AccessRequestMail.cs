using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Mail;

/// <summary>To the local administrators, or to the agency's persons when there are none: an access request (P2, P3).</summary>
internal static class AccessRequestMail
{
    public static MailContent ToAdministrators(AccessRequest request, string organisation) =>
        Of(request, organisation, MailTexts.AccessWhyAdministrator, MailPaths.Rights);

    public static MailContent ToAgency(AccessRequest request, string organisation) =>
        Of(request, organisation, MailTexts.AccessWhyAgency, MailPaths.Municipalities);

    private static MailContent Of(AccessRequest request, string organisation, string why, string path)
    {
        var name = request.Name.Length > 0 ? request.Name : MailTexts.AccessNoName;
        return request.Kind == AccessRequestKind.NewPerson
            ? new(
                DanishMailFormat.Fill(MailTexts.AccessSubject, name, organisation),
                [
                    DanishMailFormat.Fill(MailTexts.Access, name, organisation), MailTexts.AccessHow,
                    DanishMailFormat.Fill(why, organisation),
                ],
                [],
                path)
            : new(
                DanishMailFormat.Fill(MailTexts.AccessQuestionSubject, organisation),
                [
                    DanishMailFormat.Fill(MailTexts.AccessQuestion, name, organisation), MailTexts.AccessQuestionHow,
                    DanishMailFormat.Fill(why, organisation),
                ],
                [],
                path);
    }
}
