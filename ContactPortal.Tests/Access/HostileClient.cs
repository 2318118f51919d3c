using System.Collections.Concurrent;
using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Access;

/// <summary>
/// A client with a valid session of Aarhus that sends hostile requests for København's data. Each municipality has a contact whose name
/// contains a canary that occurs nowhere else; every response, render batch and mail is searched for both canaries.
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
    private int ownCanariesSeen;

    /// <summary>The requests, pages and mails in which København's canary was found.</summary>
    public IReadOnlyCollection<string> Leaks => leaks;

    /// <summary>How often the canary of the own municipality was found: a run that finds neither canary proves nothing.</summary>
    public int OwnCanariesSeen => ownCanariesSeen;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Sends that many hostile requests.</summary>
    public async Task RunAsync(int requests)
    {
        target = await AddCanaryContactAsync(ForeignCanary, Koebenhavn);
        await AddCanaryContactAsync(OwnCanary, Aarhus);
        Person attacker = APerson().In(Aarhus).WithRid(DemonstrationPortal.NewRid()).LocalAdministrator();
        await portal.People.ImportAsync(Aarhus, [attacker], CancellationToken);
        browser = PortalClient.SignedIn(portal, (await portal.People.ActorAsync(attacker.Id, Aarhus, CancellationToken))!);
        using (browser)
        {
            for (var i = 0; i < requests; i++)
            {
                await (random.Next(4) switch
                {
                    0 or 1 => GetAsync(),
                    2 => PostAsync(),
                    _ => AttackPageAsync(),
                });

                // Save in København meanwhile: the change is published to every subscribed page.
                if (i % 50 == 0)
                    await SaveAsync();
            }

            if (page is not null)
                await page.DisposeAsync();
        }

        await ReadMailsAsync();
    }

    /// <summary>Searches the mails of all other organisations.</summary>
    private async Task ReadMailsAsync()
    {
        await using var db = await portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        var mails = await db.Outbox.AsNoTracking().ToListAsync(CancellationToken);
        Assert.Contains(mails, m => m.Organisation == Koebenhavn && m.Body.Contains(ForeignCanary, StringComparison.Ordinal));
        foreach (var mail in mails.Where(m => m.Organisation != Koebenhavn))
            Inspect($"mail {mail.Kind}", $"{mail.Subject} {mail.Body}");
    }

    private async Task GetAsync()
    {
        string[] paths =
        [
            PortalUrls.Contacts, PortalUrls.Deliveries, PortalUrls.Rights, PortalUrls.Front, PortalUrls.NotFound,
            PortalUrls.Error, PortalUrls.Ready,
            $"{PortalUrls.Contacts}/{Koebenhavn}", $"{PortalUrls.Contacts}/{target.Id}", "/ams/daekning", "/ams/daekning/eksport",
            "/min-side", $"/min-side/{target.PersonId}",
            PortalUrls.ApiDeliveries, $"{PortalUrls.ApiDeliveries}/1", $"{PortalUrls.Deliveries}/{random.Next(1, 50)}/fejl.csv",
            PortalUrls.ApiGuide, "/openapi/v1.json",
            "/api/contacts", $"/api/organisations/{Koebenhavn}/contacts", $"/api/deliveries/{target.Id}", "/App_Data/portal.db",
            "/appsettings.json",
        ];
        string[] keys = ["organisation", "kommune", "org", "kontakt", "id", "person", "actor", "retur", "rolle"];
        object[] values =
            [Koebenhavn, target.Id, target.PersonId, target.Values.Rid, "København", "101 OR 1=1", ForeignCanary[..7], "../101"];
        var query = string.Join(
            '&', Enumerable.Range(0, random.Next(3)).Select(_ => $"{Any(keys)}={Uri.EscapeDataString($"{Any(values)}")}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Any(paths)}?{query}");
        request.Headers.TryAddWithoutValidation(
            Any(["X-Organisation", "X-Forwarded-User", "X-Original-URL", "Accept-Language"]), Uri.EscapeDataString($"{Any(values)}"));
        await SendAndInspectAsync(request);
    }

    private async Task PostAsync()
    {
        var html = await browser.Http.GetStringAsync(PortalUrls.Accessibility, CancellationToken);
        var path = Any(
            [
                PortalUrls.SwitchOrganisation, PortalUrls.Contacts, PortalUrls.SignIn, PortalUrls.KeepAlive, "/api/contacts",
                PortalUrls.ApiDeliveries, "/_blazor/disconnect"]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", PortalClient.TokenIn(html)),
                new("organisation", Any([$"{Koebenhavn}", $"{OrganisationCode.Agency}", "0101", "101 ", "-1"])),
                new(PortalUrls.ReturnKey, PortalUrls.Contacts), new("persona", "nobody"), new("circuitId", Guid.NewGuid().ToString()),
            ]),
        };
        await SendAndInspectAsync(request);
        await SendAndInspectAsync(new(HttpMethod.Get, PortalUrls.Contacts));
    }

    private async Task AttackPageAsync()
    {
        if (page is null || page.Error is not null || page.Closed.IsCompleted)
        {
            if (page is not null)
                await page.DisposeAsync();
            page = await browser.OpenAsync(
                Any([PortalUrls.Contacts, PortalUrls.Rights, PortalUrls.Deliveries]), text => Inspect("the live page", text));
        }

        var value = Any([$"{target.Id}", target.Values.Rid, $"{Koebenhavn}", ForeignCanary[..7], $"{target.PersonId}", ""]);
        var arguments = Any([
            $"{{\"value\":\"{value}\"}}", "{\"detail\":1,\"button\":0,\"type\":\"click\"}", $"{{\"key\":\"Enter\",\"code\":\"{value}\"}}"]);
        await (random.Next(10) switch
        {
            0 => page.SendEventAsync((ulong)random.Next(1, 5_000), Any(["click", "input", "change", "submit"]), arguments),
            1 => page.NavigateAsync($"{PortalUrls.Contacts}?organisation={Koebenhavn}&kontakt={target.Id}"),
            2 => page.CallAsync(
                $"x{random.Next()}", Any(["ContactPortal.Domain", "ContactPortal.Blazor"]), Any(["LoadAsync", "FindAsync", "CurrentAsync"]),
                0, $"[{Koebenhavn}]"),
            3 => page.CallAsync(
                $"x{random.Next()}", null, Any(["DispatchEventAsync", "Draft", "Load"]), random.Next(1, 40), $"[\"{target.Id}\"]"),
            _ when page.Events.ToArray() is { Length: > 0 } events && Any(events) is var there =>
                page.SendEventAsync(there.Handler, there.Name[2..], arguments),
            _ => Task.CompletedTask,
        });
    }

    private async Task SendAndInspectAsync(HttpRequestMessage request)
    {
        using var answer = await browser.Http.SendAsync(request, CancellationToken);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        Inspect($"{request.Method} {request.RequestUri}", $"{answer.Headers}\n{await answer.Content.ReadAsStringAsync(CancellationToken)}");
    }

    private void Inspect(string at, string text)
    {
        if (text.Contains(ForeignCanary, StringComparison.OrdinalIgnoreCase))
            leaks.Enqueue(at);
        if (text.Contains(OwnCanary, StringComparison.OrdinalIgnoreCase))
            Interlocked.Increment(ref ownCanariesSeen);
    }

    private async Task<ContactView> AddCanaryContactAsync(string canary, OrganisationCode organisation)
    {
        Person person = APerson()
            .In(organisation).Named($"{canary} Jensen").WithRid(DemonstrationPortal.NewRid()).WithEmail($"{canary}@kommune.example");
        await portal.People.ImportAsync(organisation, [person], CancellationToken);
        return (await portal.ContactService.SaveAsync(
            AnActor().In(organisation).Named($"{canary} Opsætning"), ADraftOf(person), CancellationToken)).Is<SaveOutcome.Saved>().Contact;
    }

    private async Task SaveAsync()
    {
        var draft = ContactDraft.Of(target).With(
            ContactField.Mobile, $"28{random.Next(100_000, 999_999)}") with { SaveId = Guid.NewGuid() };
        if (await portal.ContactService.SaveAsync(
            AnActor().In(Koebenhavn).Named($"{ForeignCanary} Holm"), draft, CancellationToken) is SaveOutcome.Saved saved)
        {
            target = saved.Contact;
        }
    }

    private T Any<T>(T[] all) => all[random.Next(all.Length)];
}
