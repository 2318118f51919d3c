using ContactPortal.Domain.Mail;
using MimeKit;
using static ContactPortal.Tests.Mail.BounceExample;

namespace ContactPortal.Tests.Mail;

/// <summary>What a message says about a mail, by the examples of every kind of mail server (D7).</summary>
public sealed class BounceClassifierTests
{
    public static TheoryData<string> Names => [.. BounceExamples.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bounce_OfEachServer_HasItsReason(string name)
    {
        var (_, reason, example) = BounceExamples.All.Single(e => e.Name == name);
        var verdict = Assert.IsType<BounceVerdict.Failure>(BounceClassifier.Classify(example.ToMessage(), Address));
        Assert.Equal(reason, verdict.Reason);
    }

    [Theory]
    [InlineData("bo@aarhus.example")]
    [InlineData("dead@elsewhere.example")]
    public void OtherRecipient_OfAListOrAForwarding_SaysNothingAboutTheAddress(string failed)
    {
        Assert.IsType<BounceVerdict.OtherRecipient>(Judged(Report("5.1.1", "smtp; 550 5.1.1 User unknown", recipient: failed)));
        Assert.IsType<BounceVerdict.OtherRecipient>(Judged(Words($"<{failed}>:\nSorry, no mailbox here by that name. (#5.1.1)")));
        Assert.IsType<BounceVerdict.OtherRecipient>(Judged(Words(
            $"  {failed}\n    (generated from {Address})\n    550 5.1.1 User unknown", headers: $"X-Failed-Recipients: {failed}")));
    }

    [Theory]
    [InlineData("ANNE@Aarhus.example")]
    [InlineData("<anne@aarhus.example>")]
    [InlineData("anne@mail.aarhus.example")]
    [InlineData("anne+40aarhus.example")]
    public void SameRecipient_WrittenDifferently_IsTheMailsOwn(string failed) =>
        Assert.IsType<BounceVerdict.Failure>(Judged(Report("5.1.1", "smtp; 550 5.1.1 User unknown", recipient: failed)));

    [Fact]
    public void ReportOfSeveralRecipients_IsReadForTheMailsOwn()
    {
        var report = new BounceExample
        {
            Status = "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; bo@aarhus.example\nAction: failed\nStatus: 5.1.1\n\n"
                + "Final-Recipient: rfc822; anne@aarhus.example\nAction: failed\nStatus: 5.2.2",
        };
        Assert.Equal(BounceReason.Full, Assert.IsType<BounceVerdict.Failure>(Judged(report)).Reason);
        var delivered = report with
        {
            Status = report.Status!.Replace("failed\nStatus: 5.2.2", "delivered\nStatus: 2.0.0", StringComparison.Ordinal),
        };
        Assert.IsType<BounceVerdict.NoFailure>(Judged(delivered));
    }

    [Theory]
    [InlineData("delayed", "4.4.1")]
    [InlineData("delivered", "2.0.0")]
    [InlineData("relayed", "2.0.0")]
    [InlineData("expanded", "2.0.0")]
    public void ReportOfADelayOrASuccess_IsNoFailure(string action, string status) =>
        Assert.IsType<BounceVerdict.NoFailure>(Judged(Report(status, "smtp; 550 5.1.1 User unknown", action)));

    [Fact]
    public void DelayInPlainWords_IsNoFailure() => Assert.IsType<BounceVerdict.NoFailure>(Judged(Words(
        "The message has not yet been delivered to anne@aarhus.example: 451 try later. No action is required on your part.",
        "Warning: message delayed 24 hours")));

    [Fact]
    public void RepliesOfPersons_AndReceipts_AreNoBounces()
    {
        var reply = new BounceExample
        {
            From = "Anne <anne@aarhus.example>", Text = "Jeg er på ferie. Bo (550 5.1.1 user unknown) hjælper.",
        };
        Assert.IsType<BounceVerdict.NotABounce>(Judged(reply with { Subject = "Autosvar: Kvittering", Headers = "Return-Path: <>" }));
        Assert.IsType<BounceVerdict.NotABounce>(Judged(
            reply with { Subject = "Kvittering", Headers = "Auto-Submitted: auto-replied\nReturn-Path: <>" }));
        Assert.IsType<BounceVerdict.NotABounce>(Judged(reply with { Subject = "SV: Kvittering" }));
        foreach (var type in new[] { "disposition-notification", "feedback-report" })
        {
            var report = new MimeMessage { Body = new Multipart("report") { new TextPart("plain") { Text = "550 5.1.1 User unknown" } } };
            report.Body.ContentType.Parameters["report-type"] = type;
            report.From.Add(new MailboxAddress("", "postmaster@aarhus.example"));
            Assert.IsType<BounceVerdict.NotABounce>(BounceClassifier.Classify(report, Address));
        }
    }

    [Fact]
    public void ReportOfAnotherMail_Attached_IsNotReadAsItsOwn()
    {
        var foreign = Report("5.1.1", "smtp; 550 5.1.1 User unknown").ToMessage();
        var letter = new MimeMessage
        {
            Subject = "Hvad er det?",
            Body = new Multipart { new TextPart("plain") { Text = "Se her" }, new MessagePart { Message = foreign } },
        };
        letter.From.Add(new MailboxAddress("Anne", Address));
        Assert.IsType<BounceVerdict.NotABounce>(BounceClassifier.Classify(letter, Address));
    }

    private static BounceVerdict Judged(BounceExample example) => BounceClassifier.Classify(example.ToMessage(), Address);
}
