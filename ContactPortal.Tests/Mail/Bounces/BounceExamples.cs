using ContactPortal.Domain.Mail;
using static ContactPortal.Domain.Mail.BounceReason;
using static ContactPortal.Tests.Mail.BounceExample;

namespace ContactPortal.Tests.Mail;

/// <summary>Bounces of each kind of mail server, written for these tests, with what they say about the address.</summary>
internal static class BounceExamples
{
    public static IEnumerable<(string Name, BounceReason Reason, BounceExample Example)> All => [.. Reports, .. PlainWords];

    private static IEnumerable<(string Name, BounceReason Reason, BounceExample Example)> Reports =>
    [
        ("Postfix, unknown user", Dead, Report("5.1.1", "smtp; 550 5.1.1 <anne@aarhus.example>: Recipient address rejected: User unknown")),
        ("Postfix, local", Dead, Report("5.1.1", "x-postfix; unknown user: \"anne\"")),
        ("Postfix, time-out", Expired, Report("4.4.1", "x-postfix; connect to mx.aarhus.example[192.0.2.1]:25: Connection timed out")),
        ("Postfix, full", Full, Report("5.2.2", "x-postfix; disk quota exceeded")),
        ("Postfix, access denied", Policy, Report(
            "5.7.1", "smtp; 554 5.7.1 <anne@aarhus.example>: Recipient address rejected: Access denied")),
        ("Postfix, sender", SenderRefused, Report(
            "5.1.8", "smtp; 550 5.1.8 <portal@mail.example>: Sender address rejected: Domain not found")),
        ("Postfix, size", ContentRefused, Report("5.3.4", "smtp; 552 5.3.4 Message size exceeds fixed limit")),
        ("sendmail, unknown user", Dead, Report("5.1.1", "SMTP; 550 5.1.1 <anne@aarhus.example>... User unknown")),
        ("sendmail, status from the code alone", Policy, Report("5.1.1", "SMTP; 550 Rejected: 192.0.2.9 listed at zen.spamhaus.org")),
        ("sendmail, full", Full, Report("5.2.2", "SMTP; 552 mailbox full")),
        ("sendmail, host unknown", Dead, Report("5.1.2", "DNS; Host unknown")),
        ("Amazon SES, blocked", Policy, Report("5.7.1", "smtp; 550 host blocked")),
        ("Amazon SES, unknown user", Dead, Report("5.1.1", "smtp; 550 5.1.1 user unknown")),
        ("Google, empty status", Dead, new()
        {
            Status = "", Headers = "X-Failed-Recipients: anne@aarhus.example", From = "Mail Delivery Subsystem "
                + "<mailer-daemon@googlemail.com>",
            Text = "Delivery to the following recipient failed permanently:\n\n     anne@aarhus.example\n\nThe error was:\n"
                + "550 5.1.1 The email account that you tried to reach does not exist.",
        }),
        ("Google, with status", Dead, Report(
            "5.1.1", "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n"
            + " 550-5.1.1 double-checking the recipient's email address for typos or\n 550 5.1.1 unnecessary spaces.")),
        ("RFC 3464, comment on the action", Dead, new()
        {
            Status = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anne@aarhus.example\nAction: failed (no such mailbox)",
        }),
        ("Office 365, not found", Dead, Report(
            "5.1.10", "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP lookup")),
        ("Office 365, banned", Policy, Report("5.7.606", "smtp;550 5.7.606 Access denied, banned sending IP [192.0.2.9]")),
        ("Office 365, no DMARC", Policy, Report(
            "5.7.509", "smtp;550 5.7.509 Access denied, sending domain does not pass DMARC verification")),
        ("Office 365, restricted", Policy, Report(
            "5.7.133", "smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required")),
        ("Exchange, status from another server", Dead, Report("5.5.0", "smtp;550 5.1.1 <anne@aarhus.example>... User unknown")),
        ("Exchange, expired", Expired, Report("4.4.7", "smtp;400 4.4.7 Message delayed")),
        ("Domino, unknown", Dead, Report("5.1.1", "X-Notes; User anne (anne@aarhus.example) not listed in Domino Directory")),
        ("Domino, no status that tells", Dead, Report("5.0.0", "X-Notes; User anne not listed in Domino Directory")),
        ("Domino, full", Full, Report("5.0.0", "X-Notes; Recipient's mail database has exceeded its disk quota")),
        ("Mimecast, blank before the colon", Dead, new()
        {
            Status = "Reporting-MTA : dns; mx\n\nFinal-Recipient : rfc822; anne@aarhus.example\nAction : failed\nStatus : 5.1.1",
        }),
        ("Mimecast, blank line in the fields", Policy, new()
        {
            Status = "Reporting-MTA : dns; mx\n\nFinal-Recipient : rfc822; anne@aarhus.example\n\nAction : failed\nStatus : 5.7.1",
        }),
        ("Exim, unrouteable", Dead, Report("5.0.0", "smtp; Unrouteable address")),
        ("Exim, sender", SenderRefused, Report(
            "5.0.0", "smtp; 550-Verification failed for <portal@mail.example>\n 550 Sender verify failed")),
        ("Disabled", Dead, Report("5.2.1", "smtp; 550 5.2.1 The email account that you tried to reach is disabled")),
        ("Sends too fast", Policy, Report("5.2.1", "smtp; 550 5.2.1 too many messages from your host, rate limited")),
        ("Yandex", Dead, Report("5.7.1", "smtp; 550 5.7.1 No such user!")),
        ("Spam", ContentRefused, Report("5.7.1", "smtp; 554 5.7.1 Message rejected as spam")),
        ("Routing", Unclear, Report("5.4.6", "smtp; 554 5.4.6 Too much routing")),
        ("Nothing said", Unclear, Report("5.0.0", "smtp; 554 failed")),
        ("Moved", Dead, Report("5.1.6", "smtp; 551 5.1.6 recipient no longer on server")),
        ("Recipient's server greylists for days", Expired, Report("4.7.1", "smtp; 450 4.7.1 Greylisted, user unknown")),
    ];

    private static IEnumerable<(string Name, BounceReason Reason, BounceExample Example)> PlainWords =>
    [
        ("Exim", Dead, Words(
            "This message was created automatically by mail delivery software.\n\n"
            + "A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n"
            + "  anne@aarhus.example\n    SMTP error from remote mail server after RCPT TO:<anne@aarhus.example>:\n"
            + "    host mx.aarhus.example [192.0.2.1]: 550 5.1.1 unknown user\n\n"
            + "------ This is a copy of the message, including all the headers. ------\n\nSubject: blocked by policy, mailbox full",
            "Mail delivery failed: returning message to sender", "X-Failed-Recipients: anne@aarhus.example")),
        ("Exim, expired", Expired, Words(
            "A message that you sent could not be delivered.\n\n  anne@aarhus.example\n    retry timeout exceeded",
            headers: "X-Failed-Recipients: anne@aarhus.example")),
        ("mail.ru", Dead, Words(
            "anne@aarhus.example\n    550 Message was not accepted -- invalid mailbox.  Local mailbox anne@aarhus.example is "
                + "unavailable: user not found",
            headers: "X-Failed-Recipients: anne@aarhus.example")),
        ("qmail", Dead, Words(
            "Hi. This is the qmail-send program at mx.example.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
            + "<anne@aarhus.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the "
                + "message.\n\nHej",
            "failure notice")),
        ("qmail, another server's answer", Dead, Words(
            "Hi. This is the qmail-send program at mx.example.\n\n<anne@aarhus.example>:\n192.0.2.1 does not like recipient.\n"
            + "Remote host said: 550 unknown user\nGiving up on 192.0.2.1.", "failure notice")),
        ("qmail, relaying", Policy, Words(
            "<anne@aarhus.example>:\nSorry, that domain isn't in my list of allowed rcpthosts. (#5.7.1)", "failure notice")),
        ("qmail, too long in the queue", Expired, Words(
            "<anne@aarhus.example>:\nI'm not going to try again; this message has been in the queue too long. (#4.4.1)", "failure notice")),
        ("OpenSMTPD", Dead, Words(
            "Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\nAn error has occurred while attempting to deliver a\n"
            + "message for the following list of recipients:\n\nanne@aarhus.example: 550 5.1.1 Invalid recipient\n\n"
            + "Below is a copy of the original message:\n\nReceived: from x", "Delivery status notification: error")),
        ("dma", Dead, Words(
            "This is the DragonFly Mail Agent v0.13 at mx.example.\n\nThere was an error delivering your mail to <anne@aarhus.example>.\n\n"
            + "mx.aarhus.example [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 user unknown\n\nMessage headers follow.\n\nSubject: x",
            "Mail delivery failed")),
        ("Exchange 2003", Dead, Words(
            "Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\n"
            + "      anne@aarhus.example on 03-03-2026 10:00\n            The e-mail account does not exist at the organization this\n"
            + "            <mx.aarhus.example #5.1.1>", "Undeliverable: Kvittering")),
        ("Exchange 2007", Dead, Words(
            "Delivery has failed to these recipients or distribution lists:\n\nanne@aarhus.example\nThe recipient's e-mail address was not"
            + " found.\n\nDiagnostic information for administrators:\n\nGenerating server: aarhus.example\n\nanne@aarhus.example\n"
            + "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nOriginal message headers:\n\nReceived: from x", "Undeliverable: "
                + "Kvittering")),
        ("Office 365 without status, as HTML", Dead, new()
        {
            From = "Microsoft Outlook <postmaster@aarhus.example>", Subject = "Undeliverable: Kvittering", TextType = "text/html; "
                + "charset=utf-8",
            Text = "<html><head><style>p { blocked }</style></head><body><p>Your message to <b>anne@aarhus.example</b> couldn't be "
                + "delivered.</p>"
                + "<p>Remote Server returned &#39;550 5.1.10 RESOLVER.ADR.RecipientNotFound&#39;</p></body></html>",
        }),
        ("Office 365 without status, policy", Policy, Words(
            "Your message to anne@aarhus.example couldn't be delivered.\n\nRemote Server returned '550 5.7.708 Service unavailable. "
                + "Access denied,"
            + " traffic not accepted from this IP.'", "Undeliverable: Kvittering")),
        ("Mailbox full", Full, Words("The recipient's mailbox is full: anne@aarhus.example", "Mail delivery failed")),
        ("Danish", Dead, Words(
            "Mailen kunne ikke leveres til anne@aarhus.example: modtageren findes ikke.", "Kan ikke leveres: Kvittering")),
        ("sendmail, transcript", Dead, Words(
            "   ----- The following addresses had permanent fatal errors -----\n<anne@aarhus.example>\n\n   ----- Transcript of "
                + "session follows -----\n"
            + "... while talking to mx.aarhus.example.:\n>>> MAIL From:<portal@mail.example>\n>>> RCPT To:<anne@aarhus.example>\n"
            + "<<< 550 5.1.1 unknown\n550 5.1.1 <anne@aarhus.example>... User unknown", "Returned mail: see transcript for details")),
        ("GroupWise", Dead, Words(
            "The message that you sent was undeliverable to the following:\n\tanne@aarhus.example (user not found)", "Message status "
                + "- undeliverable")),
    ];
}
