using System.Text;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactPortal.Tests.Mail;

/// <summary>A bounce marks the address on the contact until it is changed (D7).</summary>
public sealed class BounceTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Bounce_ToTheMailsOwnAddress_MarksTheContactUntilItsAddressIsChanged(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, mail) = await SentToAnneAsync(portal);

        Assert.Equal(BounceOutcome.Marked, await TakeAsync(portal, ABounce(mail.ReturnTo)));
        await portal.Snapshots.RefreshStaleAsync(CancellationToken);
        var snapshot = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        var bounce = snapshot.BounceOf(snapshot.Find(anne.Id)!);
        Assert.Equal((anne.Values.Email, "5.1.1 550 5.1.1 No such user here"), (bounce?.Address, bounce?.Cause));
        Assert.Equal(HistoryKind.AddressBounced, (await portal.HistoryAsync(Aarhus))[^1].Kind);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Email, "ny@aarhus.example"));
        await portal.Snapshots.RefreshStaleAsync(CancellationToken);
        snapshot = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        Assert.Null(snapshot.BounceOf(snapshot.Find(anne.Id)!));
    }

    [Theory, EveryDatabase]
    public async Task Bounce_ThatReturnsTheMailAlone_IsKnownByItsMessageId(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (_, mail) = await SentToAnneAsync(portal);
        Assert.Equal(BounceOutcome.Marked, await TakeAsync(portal, ABounce("retur@mail.example", mail.Message.MessageId)));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task TheSameBounce_Twice_IsOneHistoryEntry(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (_, mail) = await SentToAnneAsync(portal);
        await TakeAsync(portal, ABounce(mail.ReturnTo));
        var entries = (await portal.HistoryAsync(Aarhus)).Count;
        Assert.Equal(BounceOutcome.Marked, await TakeAsync(portal, ABounce(mail.ReturnTo)));
        Assert.Equal(entries, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Bounce_OfAnAddressThatWasChangedMeanwhile_MarksNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (anne, mail) = await SentToAnneAsync(portal);
        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Email, "ny@aarhus.example"));
        Assert.Equal(BounceOutcome.NotOurs, await TakeAsync(portal, ABounce(mail.ReturnTo)));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task MessagesThatAreNoBounce_OrOfAnUnknownMail_AreReportedAsSuch(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (_, mail) = await SentToAnneAsync(portal);
        Assert.Equal(BounceOutcome.NoFailure, await TakeAsync(portal, ABounce(mail.ReturnTo, action: "delayed")));
        Assert.Equal(BounceOutcome.NotOurs, await TakeAsync(portal, ABounce($"retur+{Guid.NewGuid():N}@mail.example")));
        Assert.Equal(BounceOutcome.NotABounce, await TakeAsync(portal, "Subject: Ferie\r\n\r\nJeg er ikke på kontoret."));
        Assert.Equal(BounceOutcome.NotABounce, await TakeAsync(portal, ""));
        Assert.Equal(BounceOutcome.NotABounce, await TakeAsync(portal, "\0\u0001 intet"));
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

        await portal.Snapshots.RefreshStaleAsync(CancellationToken);
        var snapshot = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        Assert.NotNull(snapshot.BounceOf(snapshot.Find(anne.Id)!));
    }

    private static async Task<(ContactView Contact, SentMail Mail)> SentToAnneAsync(PortalUnderTest portal)
    {
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo");
        await portal.ReceiveAsync();
        await portal.DispatchAsync();
        return (anne, portal.MailTransport.Sent.First(m => m.To == anne.Values.Email));
    }

    private static async Task<BounceOutcome> TakeAsync(PortalUnderTest portal, string message)
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

        Final-Recipient: rfc822; anne@aarhus.example
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
