using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>The preview "Hvem får mailen?" before saving (K18).</summary>
public sealed class MailPreviewTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private const string ToAll = "ingen er ansvarlig, så kvitteringen går til alle aktive kontakter (2)";

    [Fact]
    public async Task ChangedResponsibilities_BeforeSaving_ShowNewAndFormerRecipientsAndGaps()
    {
        var actor = AnActor().In(Municipality).Build();
        foreach (var other in (await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken)).Active)
            await Portal.SaveAsync(actor, ContactDraft.Of(other).With(ContactField.Deactivated, ticked: true));
        var contact = await AddContactAsync("Karin Friis", types: [Resultat]);
        await AddContactAsync("Yrsa Modtager", types: [Amfora]);

        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Yrsa Modtager");
        var preview = mette.Valg.GetByRole(AriaRole.Group, new() { Name = "Hvem får mailen?", Exact = true });
        var lines = preview.GetByRole(AriaRole.Listitem);
        var warning = preview.GetByRole(AriaRole.Status);
        await Expect(lines).ToHaveTextAsync(["AMFORA: Yrsa Modtager", $"Rådighedsdata: {ToAll}", "Resultatdata: Karin Friis"]);

        await mette.Field("Rådighedsdata").CheckAsync();
        await mette.Field("Resultatdata").CheckAsync();
        await Expect(lines).ToHaveTextAsync(
            [
                "AMFORA: Yrsa Modtager", "Rådighedsdata: Yrsa Modtager – ikke længere Karin Friis",
                "Resultatdata: Karin Friis og Yrsa Modtager"]);
        await Expect(warning).ToHaveTextAsync("");

        await mette.Field("AMFORA").UncheckAsync();
        await Expect(lines.First).ToHaveTextAsync($"AMFORA: {ToAll}");
        await Expect(warning).ToHaveTextAsync(
            "Hvis du gemmer, har ingen ansvaret for AMFORA. Vælg en anden kontakt til den først, eller sæt et flueben her.");

        await mette.Field("Deaktiveret").CheckAsync();
        await Expect(lines).ToHaveTextAsync(
        [
            "AMFORA: ingen er ansvarlig, så kvitteringen går til alle aktive kontakter (1) – ikke længere Yrsa Modtager",
            "Rådighedsdata: ingen er ansvarlig, så kvitteringen går til alle aktive kontakter (1) – ikke længere Yrsa Modtager",
            "Resultatdata: Karin Friis",
        ]);
        await Expect(warning).ToContainTextAsync("Hvis du gemmer, har ingen ansvaret for AMFORA og Rådighedsdata.");

        // Somebody else deactivates the other contact meanwhile: nobody would be left.
        await Portal.SaveAsync(actor, ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        await Expect(warning).ToHaveTextAsync(
            $"Hvis du gemmer, har {MunicipalityName} ingen aktive kontakter. Så kan ingen mails sendes.");
        await Expect(lines.First).ToHaveTextAsync("AMFORA: ingen – ikke længere Yrsa Modtager");
        await mette.Button("Annuller").ClickAsync();
        await Expect(preview).ToHaveCountAsync(0);
    }
}
