using System.Diagnostics;
using System.Text;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactPortal.Tests.Mail;

/// <summary>A bounce marks the address on the contact until it is changed (D7).</summary>
public sealed class BounceTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task DeadAnswers_OnTwoDays_MarkTheAddress_UntilItIsChanged_D7(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, mail) = await SentToAnneAsync(portal);
        Assert.Equal(BounceOutcome.Dead, await ProcessAsync(portal, ABounce(mail.ReturnTo)));
        Assert.Null(await MarkOfAsync(portal, anne));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(BounceOutcome.Dead, await ProcessAsync(portal, ABounce(mail.ReturnTo)));
        Assert.Equal("5.1.1 550 5.1.1 No such user here", (await MarkOfAsync(portal, anne))?.Cause);
        Assert.Equal(HistoryKind.AddressBounced, (await portal.HistoryAsync(Aarhus))[^1].Kind);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
        Assert.Contains(await portal.OutboxAsync(), m => (m.State, m.Reason) == (MailState.Returned, BounceReason.Dead));

        var upper = ContactDraft.Of(anne).With(ContactField.Email, anne.Values.Email.Replace("a", "A", StringComparison.Ordinal));
        await portal.SavedAsync(AnActor(), upper);
        Assert.NotNull(await MarkOfAsync(portal, anne));
        anne = (await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken)).Find(anne.Id)!;
        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Email, "ny@kommune.example"));
        Assert.Null(await MarkOfAsync(portal, anne));
    }

    [Theory, EveryDatabase]
    public async Task LaterMail_AcceptedAndNotReturnedWithinADay_TakesTheMarkAway_D7(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, _) = await MarkedAnneAsync(portal);
        await portal.ReceiveAsync(id: "2");
        await portal.DispatchAsync();
        portal.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await portal.Get<AddressMarks>().RemoveOutlivedAsync(CancellationToken));
        Assert.NotNull(await MarkOfAsync(portal, anne));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await portal.Get<AddressMarks>().RemoveOutlivedAsync(CancellationToken));
        Assert.Null(await MarkOfAsync(portal, anne));
        Assert.Equal(HistoryKind.AddressConfirmed, (await portal.HistoryAsync(Aarhus))[^1].Kind);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task LaterMail_ThatComesBackToo_LeavesTheMark_D7(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, _) = await MarkedAnneAsync(portal);
        await portal.ReceiveAsync(id: "2");
        await portal.DispatchAsync();
        await ProcessAsync(portal, ABounce(portal.MailTransport.Sent.Last(m => m.To == anne.Values.Email).ReturnTo));
        portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await portal.Get<AddressMarks>().RemoveOutlivedAsync(CancellationToken));
        Assert.NotNull(await MarkOfAsync(portal, anne));
    }

    [Theory, EveryDatabase]
    public async Task SomebodySaysThatTheAddressIsRight_TheMarkGoes_AndTheHistoryTells_D7(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, _) = await MarkedAnneAsync(portal);
        var marks = portal.Get<AddressMarks>();
        Assert.False(await marks.ConfirmAsync((Actor)AnActor().In(Roskilde), anne.Values.Email, CancellationToken));
        Assert.True(await marks.ConfirmAsync(AnActor(), anne.Values.Email, CancellationToken));
        Assert.False(await marks.ConfirmAsync(AnActor(), anne.Values.Email, CancellationToken));
        Assert.Null(await MarkOfAsync(portal, anne));
        var confirmed = (await portal.HistoryAsync(Aarhus)).Where(e => e.Kind == HistoryKind.AddressConfirmed).Select(e => e.Subject);
        Assert.Equal(new[] { anne.Id, anne.PersonId }.Order(), confirmed.Order());
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task FullMailbox_IsNotedAtTheMail_NotAtTheContact_D7(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, mail) = await SentToAnneAsync(portal);
        var full = ABounce(mail.ReturnTo).Replace("5.1.1", "5.2.2", StringComparison.Ordinal)
            .Replace("No such user here", "mailbox full", StringComparison.Ordinal);
        Assert.Equal(BounceOutcome.Noted, await ProcessAsync(portal, full));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(BounceOutcome.Noted, await ProcessAsync(portal, full));
        Assert.Null(await MarkOfAsync(portal, anne));
        Assert.Contains(await portal.OutboxAsync(), m => (m.State, m.Reason) == (MailState.Returned, BounceReason.Full));
    }

    [Theory, EveryDatabase]
    public async Task Bounce_ThatReturnsTheMailAlone_IsKnownByItsMessageId(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (_, mail) = await SentToAnneAsync(portal);
        Assert.Equal(BounceOutcome.Dead, await ProcessAsync(portal, ABounce("retur@mail.example", mail.Message.MessageId)));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Bounce_OfAnAddressThatWasChangedMeanwhile_MarksNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, mail) = await SentToAnneAsync(portal);
        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Email, "ny@kommune.example"));
        Assert.Equal(BounceOutcome.NotOurs, await ProcessAsync(portal, ABounce(mail.ReturnTo)));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task MessagesThatAreNoBounce_OrOfAnUnknownMail_AreReportedAsSuch(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (_, mail) = await SentToAnneAsync(portal);
        Assert.Equal(BounceOutcome.NoFailure, await ProcessAsync(portal, ABounce(mail.ReturnTo, action: "delayed")));
        Assert.Equal(BounceOutcome.NotOurs, await ProcessAsync(portal, ABounce($"retur+{Guid.NewGuid():N}@mail.example")));
        Assert.Equal(BounceOutcome.NotABounce, await ProcessAsync(portal, "Subject: Ferie\r\n\r\nJeg er ikke på kontoret."));
        Assert.Equal(BounceOutcome.NotABounce, await ProcessAsync(portal, ""));
        Assert.Equal(BounceOutcome.NotABounce, await ProcessAsync(portal, "\0\u0001 intet"));
    }

    [Fact]
    public async Task Maildir_WithNewMessages_IsReadAndNothingInItDeleted()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var (anne, mail) = await SentToAnneAsync(portal);
        var maildir = Directory.CreateTempSubdirectory("contactportal-maildir-");
        try
        {
            var arrived = maildir.CreateSubdirectory("new");
            await File.WriteAllTextAsync(Path.Combine(arrived.FullName, "2.mail"), "Subject: Ferie\r\n\r\nHej", CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(arrived.FullName, "1.mail"), ABounce(mail.ReturnTo), CancellationToken);
            var folder = new BounceMaildirReader(portal.Get<BounceProcessor>(), NullLogger<BounceMaildirReader>.Instance);
            Assert.Equal(2, await folder.ReadAsync(maildir.FullName, CancellationToken));
            Assert.Equal(0, await folder.ReadAsync(maildir.FullName, CancellationToken));
            Assert.Equal(
                ["1.mail:2,S", "2.mail:2,S"], Directory.EnumerateFiles(Path.Combine(maildir.FullName, "cur"))
                    .Select(Path.GetFileName).Order());
        }
        finally
        {
            maildir.Delete(recursive: true);
        }

        await using var db = await portal.ReadAsync();
        Assert.Equal(anne.Values.Email, Assert.Single(db.AddressBounces).Address);
    }

    [Fact]
    public async Task Maildir_WithBadFiles_IsReadToItsEnd_AndEachIsSetAsideWithOneError()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var (_, mail) = await SentToAnneAsync(portal);
        var maildir = Directory.CreateTempSubdirectory("contactportal-maildir-");
        try
        {
            var arrived = maildir.CreateSubdirectory("new").FullName;
            File.CreateSymbolicLink(Path.Combine(arrived, "1.link"), Path.Combine(arrived, "nowhere"));
            Directory.CreateDirectory(Path.Combine(arrived, "2.folder"));
            await Process.Start("mkfifo", [Path.Combine(arrived, "3.pipe")]).WaitForExitAsync(CancellationToken);
            await using (var large = File.Create(Path.Combine(arrived, "4.large")))
                large.SetLength(11 * 1024 * 1024);
            await File.WriteAllTextAsync(Path.Combine(arrived, "5.mail"), ABounce(mail.ReturnTo), CancellationToken);
            var log = new CapturedLog();
            var folder = new BounceMaildirReader(portal.Get<BounceProcessor>(), new Logger<BounceMaildirReader>(new LoggerFactory([log])));
            Assert.Equal(1, await folder.ReadAsync(maildir.FullName, CancellationToken));
            Assert.Equal(0, await folder.ReadAsync(maildir.FullName, CancellationToken));
            Assert.Equal(4, log.Errors.Count());
            Assert.Empty(Directory.EnumerateFileSystemEntries(arrived));
            Assert.Equal(4, Directory.EnumerateFileSystemEntries(Path.Combine(maildir.FullName, "failed")).Count());
        }
        finally
        {
            maildir.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Maildir_ThatIsMissing_OrCannotBeWritten_SaysSoOnce_AndTakesNothingInTwice()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var (_, mail) = await SentToAnneAsync(portal);
        var maildir = Directory.CreateTempSubdirectory("contactportal-maildir-");
        try
        {
            var log = new CapturedLog();
            var folder = new BounceMaildirReader(portal.Get<BounceProcessor>(), new Logger<BounceMaildirReader>(new LoggerFactory([log])));
            for (var i = 0; i < 3; i++)
                Assert.Equal(0, await folder.ReadAsync(maildir.FullName, CancellationToken));
            Assert.Single(log.Errors);

            // A file where the folder should be: nothing can be moved there, even by root.
            var arrived = maildir.CreateSubdirectory("new").FullName;
            await File.WriteAllTextAsync(Path.Combine(maildir.FullName, "cur"), "", CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(arrived, "1.mail"), ABounce(mail.ReturnTo), CancellationToken);
            Assert.Equal(1, await folder.ReadAsync(maildir.FullName, CancellationToken));
            Assert.Equal(0, await folder.ReadAsync(maildir.FullName, CancellationToken));
            Assert.Equal(2, log.Errors.Count());
        }
        finally
        {
            maildir.Delete(recursive: true);
        }
    }

    private static async Task<AddressBounce?> MarkOfAsync(PortalUnderTest portal, ContactView contact)
    {
        await portal.Snapshots.RefreshStaleAsync(CancellationToken);
        var snapshot = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        return snapshot.BounceOf(snapshot.Find(contact.Id)!);
    }

    private static async Task<(ContactView Contact, SentMail Mail)> MarkedAnneAsync(PortalUnderTest portal)
    {
        var (anne, mail) = await SentToAnneAsync(portal);
        await ProcessAsync(portal, ABounce(mail.ReturnTo));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await ProcessAsync(portal, ABounce(mail.ReturnTo));
        Assert.NotNull(await MarkOfAsync(portal, anne));
        return (anne, mail);
    }

    private static async Task<(ContactView Contact, SentMail Mail)> SentToAnneAsync(PortalUnderTest portal)
    {
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo");
        await portal.ReceiveAsync();
        await portal.DispatchAsync();
        return (anne, portal.MailTransport.Sent.First(m => m.To == anne.Values.Email));
    }

    private static async Task<BounceOutcome> ProcessAsync(PortalUnderTest portal, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(message));
        return await portal.Get<BounceProcessor>().ProcessAsync(stream, CancellationToken);
    }

    /// <summary>A delivery status notification (RFC 3464).</summary>
    private static string ABounce(string to, string? messageId = null, string action = "failed") => $"""
        From: MAILER-DAEMON@mail.example
        To: {to}
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="grænse"

        --grænse
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --grænse
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example
        Arrival-Date: Tue, 3 Mar 2026 10:00:00 +0100

        Final-Recipient: x-local; anne
        Action: {action}
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 No such user here

        --grænse
        Content-Type: text/rfc822-headers

        From: portal@mail.example
        Message-ID: <{messageId ?? "fremmed@mail.example"}>
        Subject: Kvittering

        --grænse--
        """.Replace("grænse", "graense", StringComparison.Ordinal).ReplaceLineEndings("\r\n");
}
