using System.Collections.Concurrent;
using System.Net;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Bench;

/// <summary>Open pages of Kontakter over the circuit protocol, with cookies protected by the portal's own key ring.</summary>
internal sealed class SimulatedPages : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly PublishedPortal portal;
    private readonly PortalHost keys;
    private readonly ConcurrentBag<CircuitClient> open = [];
    private List<Actor> people = [];

    private SimulatedPages(PublishedPortal portal) =>
        (this.portal, keys) = (portal, new() { DatabaseFile = portal.DatabaseFile, ConnectionString = portal.ConnectionString });

    /// <summary>Reads who can sign in to the portal; no page is open yet.</summary>
    public static async Task<SimulatedPages> OfAsync(PublishedPortal portal)
    {
        var pages = new SimulatedPages(portal);
        pages.keys.Start();
        await using var db = await pages.Store.OpenReadAllAsync(default);
        var persons = await db.Persons.AsNoTracking()
            .Where(p => p.Organisation != OrganisationCode.Agency && !p.IsLocalAdministrator && p.LeftAt == null).ToListAsync();
        pages.people = [.. persons.GroupBy(p => p.Organisation).Select(g => g.First()).Select(
            p => new Actor(p.Id, p.Name, p.Organisation, Role.Staff))];
        return pages;
    }

    /// <summary>Direct access to the portal's database.</summary>
    public PortalDatabase Store => keys.Services.GetRequiredService<PortalDatabase>();

    /// <summary>Adds persons to the directory and makes them contacts, without mails.</summary>
    public async Task AddContactsAsync(OrganisationCode organisation, int count)
    {
        Person[] persons = [.. Enumerable.Range(0, count).Select(_ => APerson().In(organisation).Build())];
        await keys.People.ImportAsync(organisation, [.. persons], default);
        var contactService = new ContactService(Store, Outbox.Disabled, TimeProvider.System);
        foreach (var person in persons)
            await contactService.SaveAsync(AnActor().In(organisation), ADraftOf(person), default);
    }

    /// <summary>An active contact of the municipality.</summary>
    public async Task<ContactView> ContactAsync(OrganisationCode organisation)
    {
        await using var db = await Store.OpenReadAsync(organisation, default);
        return ContactView.Of(await db.Contacts.AsNoTracking().FirstAsync(c => c.Organisation == organisation && c.DeactivatedAt == null));
    }

    /// <summary>The session cookie of an employee of the municipality, for a browser.</summary>
    public Cookie CookieFor(OrganisationCode organisation)
    {
        using var client = PortalClient.SignedIn(keys, PersonIn(organisation), portal.Address);
        return client.Cookies.GetCookies(new Uri(portal.Address)).Single();
    }

    /// <summary>Opens more pages, spread over the municipalities or all in one.</summary>
    /// <param name="count">The number of pages.</param>
    /// <param name="organisation">The municipality of all pages, or null.</param>
    /// <param name="createHandler">Creates each page's handler of everything that it receives.</param>
    public Task OpenPagesAsync(int count, OrganisationCode? organisation = null, Func<Action<string>>? createHandler = null) =>
        ConnectAsync(count, organisation is { } code ? [PersonIn(code)] : people, async client =>
        {
            var page = await client.OpenAsync(handler: createHandler?.Invoke());
            return page.Error is { } error ? throw new InvalidOperationException($"A page was refused: {error}") : page;
        });

    /// <summary>A client that the agency's person is signed in with.</summary>
    public async Task<PortalClient> AgencyClientAsync()
    {
        await using var db = await Store.OpenReadAllAsync(default);
        var person = await db.Persons.AsNoTracking().FirstAsync(p => p.Organisation == OrganisationCode.Agency && p.LeftAt == null);
        return PortalClient.SignedIn(keys, new(person.Id, person.Name, Municipalities.All[0].Code, Role.Agency), portal.Address);
    }

    /// <summary>Opens more pages of the agency.</summary>
    public async Task OpenAgencyPagesAsync(int count, string path)
    {
        for (var i = 0; i < count; i++)
        {
            using var client = await AgencyClientAsync();
            open.Add(await client.OpenAsync(path));
        }
    }

    /// <summary>Opens connections without a circuit.</summary>
    public Task ConnectAsync(int count) => ConnectAsync(count, people, async client =>
    {
        var circuit = client.CreateCircuitClient();
        await circuit.ConnectAsync();
        return circuit;
    });

    /// <summary>Opens a page of the municipality that changes the name of one contact.</summary>
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

    private Task ConnectAsync(int count, List<Actor> actors, Func<PortalClient, Task<CircuitClient>> connect) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            // The HTTP connection is closed once the page is open, as a browser closes idle ones.
            using var client = PortalClient.SignedIn(keys, actors[i % actors.Count], portal.Address);
            open.Add(await connect(client));
        });

    private Actor PersonIn(OrganisationCode organisation) => people.Find(p => p.Organisation == organisation)!;
}
