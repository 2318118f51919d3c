using System.Text.RegularExpressions;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>The history panel ("Historik"): all entries of a contact (K16, K6).</summary>
public sealed class HistoryTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private static readonly TimeZoneInfo Denmark = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    [Fact]
    public async Task Historik_Opened_ShowsWhenWhoWhatAndWhoHeldThePlace()
    {
        var contact = await AddContactAsync("Signe Først", types: [Amfora]);
        var next = await AddPersonAsync("Tove Dernæst");
        var mette = AnActor().In(Municipality).Named("Mette Holm").Build();
        var changed = await Portal.SaveAsync(
            mette,
            ContactDraft.Of(contact).With(ContactField.Phone, "33123456").With(ContactField.Mobile, "")
                .With(ContactField.ResponsibilityFor(Amfora), ticked: false).With(ContactField.ResponsibilityFor(Raadighed), ticked: true));
        await Portal.SaveAsync(
            AnActor().In(Municipality).Named("Ali Khan"),
            ContactDraft.Of(changed).With(ContactField.Rid, next.Rid.Digits).With(ContactField.Name, next.Name).With(
                ContactField.Email, next.Email));

        // Readable without the right and without being a contact.
        var freja = await AtContactsAsync("Freja Nissen");
        await freja.EditAsync("Tove Dernæst");
        await freja.Button("Historik").ClickAsync();
        var history = freja.Page.GetByRole(AriaRole.Region, new() { Name = "Historik for Tove Dernæst", Exact = true });
        await Expect(freja.Button("Historik")).ToHaveAttributeAsync("aria-expanded", "true");

        var moments = (await Portal.HistoryAsync(contact)).Select(e => Danish(e.At)).ToList();
        await Expect(history.GetByRole(AriaRole.List).First.GetByRole(AriaRole.Listitem)).ToHaveTextAsync([
            $"Tove Dernæst (RID {next.Rid.Digits}) siden {moments[2]}",
            $"Signe Først (RID {contact.Values.Rid}) fra {moments[0]} til {moments[2]}"]);

        var entries = history.GetByRole(AriaRole.Table, new() { Name = "Ændringer" }).Locator("tbody tr");
        await Expect(entries).ToHaveTextAsync([
            Entry(
                moments[2], "Ali Khan", "Ændret", $"RID: fra {contact.Values.Rid} til {next.Rid.Digits}",
                "Navn: fra Signe Først til Tove Dernæst", $"Email: fra {contact.Values.Email} til {next.Email}"),
            Entry(
                moments[1], "Mette Holm", "Ændret", "Mobil: 28 12 34 56 fjernet", "Telefon: 33 12 34 56", "AMFORA: fjernet",
                "Rådighedsdata: sat"),
            Entry(
                moments[0], "Opsætning", "Oprettet", $"RID: {contact.Values.Rid}", "Navn: Signe Først", $"Email: {contact.Values.Email}",
                "Mobil: 28 12 34 56", "AMFORA: sat")]);

        // Updates live while it is open.
        await Portal.ChangeAsync(
            mette, (await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken)).Find(contact.Id)!, ContactField.Email,
            "tove.ny@kommune.example");
        await Expect(entries).ToHaveCountAsync(4);
        await Expect(entries.First).ToContainTextAsync($"Email: fra {next.Email} til tove.ny@kommune.example");
    }

    [Fact]
    public async Task Historik_OpenedByTheAgency_IsReadToo()
    {
        var jens = await PersonaAtContactsAsync("Jens Winther");
        await jens.Button("Vis Ali Khan").ClickAsync();
        await jens.Button("Historik").ClickAsync();
        await Expect(jens.Page.GetByRole(AriaRole.Region, new() { Name = "Historik for Ali Khan" })
            .GetByText("Oprettet", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static string Danish(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Denmark).ToString("d. MMM yyyy 'kl.' HH.mm.ss", Languages.Danish);

    private static Regex Entry(params string[] parts) => new($@"^\s*{string.Join(@"\s*", parts.Select(Regex.Escape))}\s*$");
}
