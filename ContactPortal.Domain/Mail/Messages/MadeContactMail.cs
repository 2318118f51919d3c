using System.Collections.Immutable;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// To somebody who was made a contact: what it means, and everything that article 14 of the GDPR demands about their data (O4).
/// </summary>
internal static class MadeContactMail
{
    /// <param name="by">The name of who made the person a contact.</param>
    /// <param name="organisation">The municipality's name.</param>
    /// <param name="types">The names of the delivery types that the contact is responsible for.</param>
    /// <param name="controller">The controller, or null when it is not known.</param>
    /// <param name="privacy">What is configured about the data.</param>
    public static MailContent Of(
        string by, string organisation, ImmutableArray<string> types, MailHelp? controller, PersonalDataOptions privacy) => new(
        DanishMailFormat.Fill(MailTexts.MadeContactSubject, organisation),
        [
            types.IsEmpty
                ? DanishMailFormat.Fill(MailTexts.MadeContact, by, organisation)
                : DanishMailFormat.Fill(MailTexts.MadeContactFor, by, organisation, DanishMailFormat.JoinList(types)),
            DanishMailFormat.Fill(MailTexts.MadeContactWhy, by),
            DanishMailFormat.Fill(MailTexts.MadeContactSource, by),
            Controller(controller, privacy),
            privacy.Basis.Length > 0 ? privacy.Basis : MailTexts.MadeContactBasis,
            DanishMailFormat.Fill(MailTexts.MadeContactRecipients, organisation, controller?.Name ?? MailTexts.Agency),
            privacy.Kept.Length > 0 ? privacy.Kept : MailTexts.MadeContactKept,
            MailTexts.MadeContactRights,
        ],
        [],
        MailPaths.OwnData);

    private static string Controller(MailHelp? controller, PersonalDataOptions privacy)
    {
        var named = controller is null
            ? DanishMailFormat.Fill(MailTexts.MadeContactController, MailTexts.Agency)
            : DanishMailFormat.Fill(MailTexts.MadeContactControllerAt, controller.Name, controller.Mail, controller.Phone);
        return privacy.Officer.Length == 0
            ? named
            : $"{named} {DanishMailFormat.Fill(MailTexts.MadeContactOfficer, privacy.Officer)}";
    }
}
