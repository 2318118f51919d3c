using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Scale;

/// <summary>One organisation's random history, made by several clients at once.</summary>
internal static class RandomHistory
{
    private const int Clients = 4;
    private const int Steps = 40;
    private const int Persons = 10;

    /// <summary>Runs the clients against the portal; returns the violations of <see cref="HistoryInvariants"/>.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="organisation">An organisation of its own.</param>
    /// <param name="seed">The random seed. Even: the clients run sequentially, with a reproducible result. Odd: concurrently.</param>
    /// <param name="save">How drafts are saved; by default the portal's own service.</param>
    public static async Task<IReadOnlyList<string>> PlayAsync(
        PortalUnderTest portal, OrganisationCode organisation, int seed, Save? save = null)
    {
        var persons = Enumerable.Range(0, Persons)
            .Select(
                i => APerson()
                    .In(organisation).Named($"Person {i}").WithRid($"{70_000_000 + i}").WithEmail($"person.{i}@kommune.example").Build())
            .ToArray();
        await portal.AddAsync(persons);
        var clients = Enumerable.Range(0, Clients)
            .Select(i => new RandomClient(
                portal, AnActor().In(organisation).Named($"Klient {i}"), persons, new((seed * Clients) + i), save ?? portal.SaveAsync))
            .ToArray();
        if (seed % 2 == 0)
            await RunSequentiallyAsync(clients, new(seed));
        else
            await Task.WhenAll(clients.Select(client => Task.Run(() => RunAsync(client), TestContext.Current.CancellationToken)));

        return
        [
            .. HistoryInvariants.Violations(
                await portal.HistoryAsync(organisation),
                [.. clients.SelectMany(c => c.Acknowledged)],
                clients.SelectMany(c => c.Refused).ToHashSet(),
                (await ContactsAsync(portal, organisation)).ToDictionary(c => c.Id)).Select(violation => $"seed {seed}: {violation}"),
        ];
    }

    /// <summary>The organisation's contacts, in a reproducible order.</summary>
    public static async Task<IReadOnlyList<ContactView>> ContactsAsync(PortalUnderTest portal, OrganisationCode organisation)
    {
        await using var db = await portal.ReadAsync();
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation).ToListAsync(
            TestContext.Current.CancellationToken);
        return [.. contacts.Select(ContactView.Of).OrderBy(c => c.Values.Rid, StringComparer.Ordinal)];
    }

    private static async Task RunSequentiallyAsync(RandomClient[] clients, Random random)
    {
        for (var step = 0; step < Clients * Steps; step++)
            await clients[random.Next(clients.Length)].StepAsync();
    }

    private static async Task RunAsync(RandomClient client)
    {
        for (var step = 0; step < Steps; step++)
            await client.StepAsync();
    }
}
