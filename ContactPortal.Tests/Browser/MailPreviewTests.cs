using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>"Hvem får mailen?": what saving would do, before it is saved (K18).</summary>
public sealed class MailPreviewTests(Chromium chromium, DemonstrationPortal portal) : BrowserTest(chromium, portal)
{
    private const string ToAll = "ingen er ansvarlig, så kvitteringen går til alle aktive kontakter (2)";
    private static readonly OrganisationCode HøjeTaastrup = new(169);

    [Fact]
    public async Task Change_OfWhoAnswers_TellsWhoGetsWhoStopsAndWhoIsMissingBeforeItIsSaved()
    {
        var actor = AnActor().In(HøjeTaastrup).Build();
        var contacts = (await Portal.Host.Rosters.CurrentAsync(HøjeTaastrup, Stop)).Contacts.Where(c => !c.Values.Deactivated).ToList();
        foreach (var other in contacts.Where(c => c.Values.Name != "Karin Friis"))
            await Portal.SaveAsync(actor, ContactDraft.Of(other).With(ContactField.Deactivated, ticked: true));
        await Portal.HasContactAsync("Yrsa Modtager", HøjeTaastrup, types: [Amfora]);

        var karin = await AtContactsAsync("Karin Friis");
        await karin.EditAsync("Yrsa Modtager");
        var preview = karin.Valg.GetByRole(AriaRole.Group, new() { Name = "Hvem får mailen?", Exact = true });
        var lines = preview.GetByRole(AriaRole.Listitem);
        var warning = preview.GetByRole(AriaRole.Status);
        await Expect(lines).ToHaveTextAsync(["AMFORA: Yrsa Modtager", $"Rådighedsdata: {ToAll}", "Resultatdata: Karin Friis"]);

        await karin.Field("Rådighedsdata").CheckAsync();
        await karin.Field("Resultatdata").CheckAsync();
        await Expect(lines).ToHaveTextAsync(
            ["AMFORA: Yrsa Modtager", "Rådighedsdata: Yrsa Modtager – ikke længere Karin Friis", "Resultatdata: Karin Friis og Yrsa Modtager"]);
        await Expect(warning).ToHaveTextAsync("");

        await karin.Field("AMFORA").UncheckAsync();
        await Expect(lines.First).ToHaveTextAsync($"AMFORA: {ToAll}");
        await Expect(warning).ToHaveTextAsync(
            "Ingen svarer for AMFORA, hvis du gemmer. Vælg en anden kontakt til den først, eller sæt et flueben her.");

        await karin.Field("Deaktiveret").CheckAsync();
        await Expect(lines).ToHaveTextAsync(
        [
            "AMFORA: ingen er ansvarlig, så kvitteringen går til alle aktive kontakter (1) – ikke længere Yrsa Modtager",
            "Rådighedsdata: ingen er ansvarlig, så kvitteringen går til alle aktive kontakter (1) – ikke længere Yrsa Modtager",
            "Resultatdata: Karin Friis",
        ]);
        await Expect(warning).ToContainTextAsync("Ingen svarer for AMFORA og Rådighedsdata, hvis du gemmer.");

        // The other one is deactivated by somebody else meanwhile: then nobody would be left.
        await Portal.SaveAsync(actor, ContactDraft.Of(contacts.Single(c => c.Values.Name == "Karin Friis")).With(ContactField.Deactivated, ticked: true));
        await Expect(warning).ToHaveTextAsync("Høje-Taastrup står uden en eneste aktiv kontakt, hvis du gemmer. Så kan ingen mails sendes.");
        await Expect(lines.First).ToHaveTextAsync("AMFORA: ingen – ikke længere Yrsa Modtager");
        await karin.Button("Annuller").ClickAsync();
        await Expect(preview).ToHaveCountAsync(0);
    }
}
