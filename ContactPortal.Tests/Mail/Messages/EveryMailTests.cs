using System.Net;
using System.Text.RegularExpressions;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ContactPortal.Tests.Mail;

/// <summary>What every mail says and holds, whatever it is about.</summary>
public sealed partial class EveryMailTests
{
    private static readonly MailHelp Help = new("Arbejdsmarkedsstyrelsen", "ams@ams.example", "72 21 75 00");

    // The reason is a paragraph of its own, or stands with what the mail asks for.
    private static readonly string[] Reasons = ["Du får mailen, fordi ", "Du får kvitteringen, fordi ", "Du får påmindelsen, fordi "];

    // Words that tell the reader what to do, or that there is nothing to do.
    private static readonly string[] WhatToDo =
    [
        "Der er ikke noget at rette.", "skal være rettet", "Send indberetningen", "Opret eller afvis", "Sammenlign oplysningerne",
        "så kontakt den, der har svaret", "Du kan nu", "Åbn linket", "Giv personen rettigheden", "Giv rettigheden",
        "Tag den fra personen", "Inviter en ny", "tillad eller afvis", "kan du eller en kollega rette det",
    ];

    [Fact]
    public async Task Mail_OfEveryKind_SaysWhyWhatToDoAndWhomToAsk_TheSameInTextAndHtml()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var mails = await EveryMail.CauseAsync(portal);
        Assert.Equal(Enum.GetValues<MailKind>(), mails.Select(m => m.Kind).Distinct().Order());
        var builder = new MailMessageBuilder(
            new() { Portal = "https://portal.example", From = "portal@mail.example", FromName = "Arbejdsmarkedsportalen" }, Help);
        Assert.All(mails, mail => AssertComplete(mail, builder.Build(mail, mail.ToName, "anna@kommune.example")));
    }

    [Fact]
    public async Task Mail_ToAnAddressWithoutAName_GreetsWithoutTheAddress()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await EveryMail.CauseAsync(portal);
        await portal.DispatchAsync();
        var invitation = Assert.Single(
            portal.MailTransport.Sent, m => m.Subject == "Bliv lokal brugeradministrator for Aarhus");
        Assert.StartsWith("Hej" + Environment.NewLine, invitation.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@", invitation.Text + invitation.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("anna@kommune.example", invitation.To);
    }

    [Fact]
    public async Task MadeContact_StatesWhatArticle14Demands_O4()
    {
        var privacy = new PersonalDataOptions { Officer = "dpo@ams.example", Kept = "Oplysningerne slettes efter 12 måneder." };
        var outbox = new Outbox(
            Options.Create(new RightsOptions()), Options.Create(new MailOptions { HoldFor = TimeSpan.Zero }),
            Options.Create(new CalendarOptions()), Options.Create(privacy), Help);
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite, outbox: outbox);
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne Holm")));
        await portal.DispatchAsync();
        var text = Assert.Single(portal.MailTransport.Sent).Text;
        foreach (var part in new[]
        {
            "Dataansvarlig er Arbejdsmarkedsstyrelsen: ams@ams.example, telefon 72 21 75 00.", "dpo@ams.example", "Formålet er",
            "artikel 6, stk. 1, litra e", "RID, navn, e-mail, telefonnumre og ansvar", "kommunens brugerkatalog; Mette Holm har angivet",
            "ses af medarbejdere i Aarhus og i Arbejdsmarkedsstyrelsen", privacy.Kept, "indsigt, berigtigelse, sletning, begrænsning",
            "klage til Datatilsynet", "https://portal.example/min-side",
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    private static void AssertComplete(OutboxMail mail, MimeMessage message)
    {
        var (text, html) = (message.TextBody!.ReplaceLineEndings("\n"), message.HtmlBody!);
        Assert.Contains(Reasons, reason => text.Contains(reason, StringComparison.Ordinal));
        Assert.Contains(WhatToDo, words => text.Contains(words, StringComparison.Ordinal));
        Assert.Contains("så kontakt Arbejdsmarkedsstyrelsen: ams@ams.example, telefon 72 21 75 00.", text, StringComparison.Ordinal);
        Assert.Matches("Se mere på portalen:\nhttps://portal.example/\\S+\n", text);
        Assert.DoesNotContain(EveryMail.ReportedText, text + html, StringComparison.Ordinal);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);

        // Text and HTML: the same words in the same order, but for the columns of the statement and the link.
        var content = MailContent.FromJson(mail.Body);
        var words = WebUtility.HtmlDecode(Tags().Replace(Head().Replace(html, ""), "\n"));
        var at = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(IsSentence))
        {
            at = words.IndexOf(line.TrimEnd(':'), at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"\"{line}\" is missing in the HTML, or in another place");
        }

        Assert.All(content.Rows, row => Assert.Contains($"\n{row.Code}\n", words, StringComparison.Ordinal));
        Assert.Contains($"href=\"https://portal.example{content.Path}\"", html, StringComparison.Ordinal);

        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("DR, RN, NRN, OOF, AutoReply", message.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("Arbejdsmarkedsportalen <portal.mail.example>", message.Headers[HeaderId.ListId]);
        Assert.Equal("da", message.Headers[HeaderId.ContentLanguage]);
    }

    private static bool IsSentence(string line) =>
        !line.StartsWith("https://", StringComparison.Ordinal) && !line.Contains(" × ", StringComparison.Ordinal);

    [GeneratedRegex("<head>.*?</head>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
