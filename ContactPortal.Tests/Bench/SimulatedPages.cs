using System.Collections.Concurrent;
using System.Net;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Bench;

/// <summary>People with Kontakter open in the measured portal, by the circuit's own protocol. Their cookies are those of the same key ring.</summary>
internal sealed class SimulatedPages : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly PublishedPortal portal;
    private readonly PortalHost keys;
    private readonly ConcurrentBag<CircuitClient> open = [];
    private List<Actor> people = [];

    private SimulatedPages(PublishedPortal portal) => (this.portal, keys) = (portal, new() { DatabaseFile = portal.DatabaseFile, ConnectionString = portal.ConnectionString });

    /// <summary>Whoever can sign in to that portal; nobody has come yet.</summary>
    public static async Task<SimulatedPages> OfAsync(PublishedPortal portal)
    {
        var crowd = new SimulatedPages(portal);
        crowd.keys.Start();
        await using var db = await crowd.Store.OpenReadAllAsync(default);
        var persons = await db.Persons.AsNoTracking().Where(p => p.Organisation != OrganisationCode.Agency && !p.IsLocalAdministrator).ToListAsync();
        crowd.people = [.. persons.GroupBy(p => p.Organisation).Select(g => g.First()).Select(p => new Actor(p.Id, p.Name, p.Organisation, Role.Staff))];
        return crowd;
    }

    /// <summary>The portal's database, beside the portal.</summary>
    public PortalDatabase Store => keys.Services.GetRequiredService<PortalDatabase>();

    /// <summary>Adds persons to that portal's directory, and makes them contacts that nobody is written to about.</summary>
    public async Task HaveContactsAsync(OrganisationCode organisation, int count)
    {
        Person[] persons = [.. Enumerable.Range(0, count).Select(_ => APerson().In(organisation).Build())];
        await keys.People.ImportAsync(organisation, [.. persons], default);
        var contactService = new ContactService(Store, Outbox.Disabled, TimeProvider.System);
        foreach (var person in persons)
            await contactService.SaveAsync(AnActor().In(organisation), ADraftOf(person), default);
    }

    /// <summary>A contact of that municipality.</summary>
    public async Task<ContactView> ContactAsync(OrganisationCode organisation)
    {
        await using var db = await Store.OpenReadAsync(organisation, default);
        return ContactView.Of(await db.Contacts.AsNoTracking().FirstAsync(c => c.Organisation == organisation && c.DeactivatedAt == null));
    }

    /// <summary>The cookie of an employee of that municipality, for a browser.</summary>
    public Cookie CookieFor(OrganisationCode organisation)
    {
        using var client = PortalClient.SignedIn(keys, PersonIn(organisation), portal.Address);
        return client.Cookies.GetCookies(new Uri(portal.Address)).Single();
    }

    /// <summary>So many more of them come, spread over the municipalities, or all in one.</summary>
    /// <param name="count">How many.</param>
    /// <param name="organisation">The municipality of all of them, or null.</param>
    /// <param name="hearing">Makes for each page what is told of everything that the page is sent.</param>
    public Task ComeAsync(int count, OrganisationCode? organisation = null, Func<Action<string>>? hearing = null) =>
        ConnectAsync(count, organisation is { } code ? [PersonIn(code)] : people, async client =>
        {
            var page = await client.OpenAsync(handler: hearing?.Invoke());
            return page.Error is { } error ? throw new InvalidOperationException($"A page was refused: {error}") : page;
        });

    /// <summary>So many of them connect, and open no page.</summary>
    public Task ConnectAsync(int count) => ConnectAsync(count, people, async client =>
    {
        var line = client.Line();
        await line.ConnectAsync();
        return line;
    });

    /// <summary>One of that municipality has Kontakter open too, to change the name of a contact there.</summary>
    public async Task<PageSaver> SaverAsync(OrganisationCode organisation)
    {
        var saver = new PageSaver(organisation, (await ContactAsync(organisation)).Id);
        using var client = PortalClient.SignedIn(keys, PersonIn(organisation), portal.Address);
        open.Add(await saver.OpenAsync(client));
        return saver;
    }

    public async ValueTask DisposeAsync()
    {
        await Parallel.ForEachAsync(open, async (page, _) => await page.DisposeAsync());
        await keys.DisposeAsync();
    }

    private Task ConnectAsync(int count, List<Actor> those, Func<PortalClient, Task<CircuitClient>> connect) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            // Its connection for plain pages is closed once the page is open, as a browser's is after a while.
            using var client = PortalClient.SignedIn(keys, those[i % those.Count], portal.Address);
            open.Add(await connect(client));
        });

    private Actor PersonIn(OrganisationCode organisation) => people.Find(p => p.Organisation == organisation)!;
}
