using System.Collections.Immutable;

namespace ContactPortal.Domain.Mail;

/// <summary>To somebody who was made a contact: which of their data the portal holds, and why (O4).</summary>
internal static class MadeContactMail
{
    public static MailContent Of(string by, string organisation, ImmutableArray<string> types) => new(
        DanishMailFormat.Fill(MailTexts.MadeContactSubject, organisation),
        [
            types.IsEmpty
                ? DanishMailFormat.Fill(MailTexts.MadeContact, by, organisation)
                : DanishMailFormat.Fill(MailTexts.MadeContactFor, by, organisation, DanishMailFormat.JoinList(types)),
            MailTexts.MadeContactData,
        ],
        [],
        MailPaths.Contacts);
}
