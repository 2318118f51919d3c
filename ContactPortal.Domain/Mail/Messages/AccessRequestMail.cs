using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Mail;

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
