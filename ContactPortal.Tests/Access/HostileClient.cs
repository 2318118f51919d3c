using System.Collections.Concurrent;
using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Access;

/// <summary>
/// Somebody of Aarhus with a valid session who tries every door for København's data. Each municipality's contact bears a word that stands
/// nowhere else; whatever the portal sends is searched for them.
/// </summary>
internal sealed class HostileClient(PortalHost portal, int seed)
{
    public const string OwnCanary = "Kanarieaarhus";
    public const string ForeignCanary = "Kanariekoebenhavn";

    private readonly Random random = new(seed);
    private readonly ConcurrentQueue<string> leaks = [];
    private ContactView target = null!;
    private PortalClient browser = null!;
    private CircuitClient? page;
    private int heardOwn;

    /// <summary>What was heard of København, with what it was heard at.</summary>
    public IReadOnlyCollection<string> Leaks => leaks;

    /// <summary>How often the own municipality's word was heard: an attack that hears nothing proves nothing.</summary>
    public int HeardOwn => heardOwn;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Sends that many hostile requests.</summary>
    public async Task RunAsync(int requests)
    {
        target = await HasCanaryAsync(ForeignCanary, Koebenhavn);
        await HasCanaryAsync(OwnCanary, Aarhus);
        Person attacker = APerson().In(Aarhus).WithRid(DemonstrationPortal.NewRid()).LocalAdministrator();
        await portal.People.ImportAsync(Aarhus, [attacker], CancellationToken);
        browser = PortalClient.SignedIn(portal, (await portal.People.ActorAsync(attacker.Id, Aarhus, CancellationToken))!);
        using (browser)
        {
            for (var i = 0; i < requests; i++)
            {
                await (random.Next(4) switch
                {
                    0 or 1 => AskAsync(),
                    2 => PostAsync(),
                    _ => TouchPageAsync(),
                });

                // Somebody of København works meanwhile: what they save travels to whoever watches.
                if (i % 50 == 0)
                    await SaveAsync();
            }

            if (page is not null)
                await page.DisposeAsync();
        }

        await ReadMailsAsync();
    }

    /// <summary>What was written to anybody but København's own people meanwhile.</summary>
    private async Task ReadMailsAsync()
    {
        await using var db = await portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        var mails = await db.Outbox.AsNoTracking().ToListAsync(CancellationToken);
        Assert.Contains(mails, m => m.Organisation == Koebenhavn && m.Body.Contains(ForeignCanary, StringComparison.Ordinal));
        foreach (var mail in mails.Where(m => m.Organisation != Koebenhavn))
            Hear($"mail {mail.Kind}", $"{mail.Subject} {mail.Body}");
    }

    private async Task AskAsync()
    {
        string[] paths =
        [
            PortalUrls.Contacts, PortalUrls.Deliveries, PortalUrls.Rights, PortalUrls.Front, PortalUrls.NotFound, PortalUrls.Error, PortalUrls.Ready,
            $"{PortalUrls.Contacts}/{Koebenhavn}", $"{PortalUrls.Contacts}/{target.Id}", "/ams/daekning", "/ams/daekning/eksport", "/min-side", $"/min-side/{target.PersonId}",
            PortalUrls.ApiDeliveries, $"{PortalUrls.ApiDeliveries}/1", $"{PortalUrls.Deliveries}/{random.Next(1, 50)}/fejl.csv", PortalUrls.ApiGuide, "/openapi/v1.json",
            "/api/contacts", $"/api/organisations/{Koebenhavn}/contacts", $"/api/deliveries/{target.Id}", "/App_Data/portal.db", "/appsettings.json",
        ];
        string[] keys = ["organisation", "kommune", "org", "kontakt", "id", "person", "actor", "retur", "rolle"];
        object[] values = [Koebenhavn, target.Id, target.PersonId, target.Values.Rid, "København", "101 OR 1=1", ForeignCanary[..7], "../101"];
        var query = string.Join('&', Enumerable.Range(0, random.Next(3)).Select(_ => $"{Any(keys)}={Uri.EscapeDataString($"{Any(values)}")}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Any(paths)}?{query}");
        request.Headers.TryAddWithoutValidation(Any(["X-Organisation", "X-Forwarded-User", "X-Original-URL", "Accept-Language"]), Uri.EscapeDataString($"{Any(values)}"));
        await HearAsync(request);
    }

    private async Task PostAsync()
    {
        var html = await browser.Http.GetStringAsync(PortalUrls.Accessibility, CancellationToken);
        var path = Any([PortalUrls.SwitchOrganisation, PortalUrls.Contacts, PortalUrls.SignIn, PortalUrls.KeepAlive, "/api/contacts", PortalUrls.ApiDeliveries, "/_blazor/disconnect"]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", PortalClient.TokenIn(html)),
                new("organisation", Any([$"{Koebenhavn}", $"{OrganisationCode.Agency}", "0101", "101 ", "-1"])),
                new(PortalUrls.ReturnKey, PortalUrls.Contacts), new("persona", "nobody"), new("circuitId", Guid.NewGuid().ToString()),
            ]),
        };
        await HearAsync(request);
        await HearAsync(new(HttpMethod.Get, PortalUrls.Contacts));
    }

    private async Task TouchPageAsync()
    {
        if (page is null || page.Error is not null || page.Closed.IsCompleted)
        {
            if (page is not null)
                await page.DisposeAsync();
            page = await browser.OpenAsync(Any([PortalUrls.Contacts, PortalUrls.Rights, PortalUrls.Deliveries]), text => Hear("the live page", text));
        }

        var value = Any([$"{target.Id}", target.Values.Rid, $"{Koebenhavn}", ForeignCanary[..7], $"{target.PersonId}", ""]);
        var arguments = Any([$"{{\"value\":\"{value}\"}}", "{\"detail\":1,\"button\":0,\"type\":\"click\"}", $"{{\"key\":\"Enter\",\"code\":\"{value}\"}}"]);
        await (random.Next(10) switch
        {
            0 => page.SendEventAsync((ulong)random.Next(1, 5_000), Any(["click", "input", "change", "submit"]), arguments),
            1 => page.NavigateAsync($"{PortalUrls.Contacts}?organisation={Koebenhavn}&kontakt={target.Id}"),
            2 => page.CallAsync($"x{random.Next()}", Any(["ContactPortal.Domain", "ContactPortal.Blazor"]), Any(["LoadAsync", "FindAsync", "CurrentAsync"]), 0, $"[{Koebenhavn}]"),
            3 => page.CallAsync($"x{random.Next()}", null, Any(["DispatchEventAsync", "Draft", "Load"]), random.Next(1, 40), $"[\"{target.Id}\"]"),
            _ when page.Events.ToArray() is { Length: > 0 } events && Any(events) is var there => page.SendEventAsync(there.Handler, there.Name[2..], arguments),
            _ => Task.CompletedTask,
        });
    }

    private async Task HearAsync(HttpRequestMessage request)
    {
        using var answer = await browser.Http.SendAsync(request, CancellationToken);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        Hear($"{request.Method} {request.RequestUri}", $"{answer.Headers}\n{await answer.Content.ReadAsStringAsync(CancellationToken)}");
    }

    private void Hear(string at, string text)
    {
        if (text.Contains(ForeignCanary, StringComparison.OrdinalIgnoreCase))
            leaks.Enqueue(at);
        if (text.Contains(OwnCanary, StringComparison.OrdinalIgnoreCase))
            Interlocked.Increment(ref heardOwn);
    }

    private async Task<ContactView> HasCanaryAsync(string word, OrganisationCode organisation)
    {
        Person person = APerson().In(organisation).Named($"{word} Jensen").WithRid(DemonstrationPortal.NewRid()).WithEmail($"{word}@kommune.example");
        await portal.People.ImportAsync(organisation, [person], CancellationToken);
        return (await portal.ContactService.SaveAsync(AnActor().In(organisation).Named($"{word} Opsætning"), ADraftOf(person), CancellationToken)).Is<SaveOutcome.Saved>().Contact;
    }

    private async Task SaveAsync()
    {
        var draft = ContactDraft.Of(target).With(ContactField.Mobile, $"28{random.Next(100_000, 999_999)}") with { SaveId = Guid.NewGuid() };
        if (await portal.ContactService.SaveAsync(AnActor().In(Koebenhavn).Named($"{ForeignCanary} Holm"), draft, CancellationToken) is SaveOutcome.Saved saved)
            target = saved.Contact;
    }

    private T Any<T>(T[] all) => all[random.Next(all.Length)];
}
