using System.Globalization;
using ContactPortal.Blazor;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Mails in the pages: sent, failed, bounced, and waiting for a recipient (D5, D7).</summary>
public sealed class MailTests(Chromium chromium, SharedPortal portal) : RightsBrowserTest(chromium, portal)
{
    private static readonly OrganisationCode Ishoej = new(183);

    private static int lastDelivery;

    [Fact]
    public async Task NewContact_Saved_ItsMailIsAmongTheDemonstrationMails()
    {
        var person = await AddPersonAsync("Berit Brevmodtager");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Berit Brevmodtager");
        await mette.SaveAsync();
        await WaitForMailsAsync(person.Name);
        await mette.Page.GotoAsync(PortalUrls.DemoMails);
        var mail = mette.Page.GetByRole(AriaRole.Group).Filter(new() { HasText = "Til \"Berit Brevmodtager\"" });
        await mail.Locator("summary").ClickAsync();
        await Expect(mail).ToContainTextAsync($"Mette Holm har gjort dig til kontaktperson for indberetning i {MunicipalityName}.");
    }

    [Fact]
    public async Task MailThatCannotBeSent_IsShownWithItsCause_AndSentWhenTriedAgain()
    {
        var contact = await AddContactAsync("Viggo Uden Post");
        await WaitForMailsAsync("Viggo Uden Post");
        Portal.MailTransport.Failing =
            (contact.Values.Email, new SendResult.Refused("554 5.7.1 not wanted", BounceReason.ContentRefused));
        var holder = await SignInEmployeeAsync("Søren Dahl");
        await GrantAsync(holder);
        var soren = await AtDeliveriesAsync(holder);
        await ReceiveAsync();

        var mail = soren.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Viggo Uden Post" })
            .Filter(new() { HasText = "Validering" });
        await Expect(mail).ToContainTextAsync("ikke sendt: mailserveren afviser indholdet (554 5.7.1 not wanted)");
        Portal.MailTransport.Failing = null;
        await mail.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(mail.Filter(new() { HasText = "afsendt" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MailBounces_TheContactIsMarkedInEveryOpenPage_UntilItsAddressIsChanged()
    {
        var contact = await AddContactAsync("Rita Retur");
        var mail = await WaitForMailsAsync("Rita Retur");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await Expect(mette.Row("Rita Retur")).Not.ToContainTextAsync("mails kommer retur");

        Assert.True(await Portal.Host.Services.GetRequiredService<AddressMarks>().RecordDeadAsync(
            mail, mail.Address!, "5.1.1 550 No such user", isRefused: true, CancellationToken));
        await Expect(mette.Row("Rita Retur")).ToContainTextAsync("mails kommer retur");
        await Expect(ali.Row("Rita Retur")).ToContainTextAsync("mails kommer retur");
        await mette.EditAsync("Rita Retur");
        await Expect(mette.Valg).ToContainTextAsync($"Mails til {contact.Values.Email} er kommet retur, senest");
        await Expect(mette.Valg).ToContainTextAsync("5.1.1 550 No such user");

        await mette.Field("Email").FillAsync("rita.ny@kommune.example");
        await mette.SaveAsync();
        await Expect(mette.Row("Rita Retur")).Not.ToContainTextAsync("mails kommer retur");
        await Expect(ali.Row("Rita Retur")).Not.ToContainTextAsync("mails kommer retur");
    }

    [Fact]
    public async Task DeliveryOfAMunicipalityWithoutContacts_ItsMailsAreShownAsWaiting_AndGoToTheFirstOne()
    {
        foreach (var contact in (await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken)).Active)
            await Portal.SaveAsync(AnActor().In(Municipality), ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        var karin = await AtContactsAsync("Karin Friis");
        await ReceiveAsync();
        await Expect(karin.Page.GetByText("2 mails om indberetninger venter på, at der kommer en kontakt.")).ToBeVisibleAsync();
        await AddContactAsync("Fie Første");
        await Expect(karin.Page.GetByText("venter på, at der kommer en kontakt")).ToHaveCountAsync(0);
        Assert.Equal(0, (await Portal.Host.Snapshots.CurrentAsync(Ishoej, CancellationToken)).UnaddressedMails);
    }

    private async Task ReceiveAsync()
    {
        var id = Interlocked.Increment(ref lastDelivery).ToString(CultureInfo.InvariantCulture);
        var outcome = await Portal.Host.Services.GetRequiredService<DeliveryIntake>().ReceiveAsync(
            new(Municipality.Value, Amfora, "2026-01", $"mails-{id}", 100, []), "test", CancellationToken);
        Assert.IsType<IntakeOutcome.Stored>(outcome);
    }

    /// <summary>The first mail to the contact, once all its mails have been sent.</summary>
    private async Task<OutboxMail> WaitForMailsAsync(string name)
    {
        var changed = new Signal();
        using var listening = Portal.Host.Services.GetRequiredService<MailFeed>().Subscribe(Municipality, changed.Set);
        while (true)
        {
            await using var db = await Portal.Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
            var contact = await db.Contacts.AsNoTracking().SingleAsync(
                c => c.Organisation == Municipality && c.Name == name, CancellationToken);
            var mails = await db.Outbox.AsNoTracking().Where(m => m.ContactId == contact.Id).ToListAsync(CancellationToken);
            if (mails.Count > 0 && mails.TrueForAll(m => m.State == MailState.Accepted))
                return mails[0];
            await changed.WaitAsync();
        }
    }
}
