using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Scale;

/// <summary>One organisation's random history, made by several clients at once.</summary>
internal static class RandomHistory
{
    private const int Clients = 4;
    private const int Steps = 40;
    private const int Persons = 10;

    /// <summary>Lets the clients loose on the portal, and says what the witness has against what came of it.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="organisation">An organisation that nobody else works in.</param>
    /// <param name="seed">What everything is drawn from. With an even one the clients take turns, and the same seed makes the same history; with an odd one they run.</param>
    /// <param name="book">What the saves go to; the portal's own book unless a test has a double.</param>
    public static async Task<IReadOnlyList<string>> PlayAsync(PortalUnderTest portal, OrganisationCode organisation, int seed, Save? book = null)
    {
        var persons = Enumerable.Range(0, Persons)
            .Select(i => APerson().In(organisation).Named($"Person {i}").WithRid($"{70_000_000 + i}").WithEmail($"person.{i}@kommune.example").Build())
            .ToArray();
        await portal.HasAsync(persons);
        var clients = Enumerable.Range(0, Clients)
            .Select(i => new RandomClient(
                portal, AnActor().In(organisation).Named($"Klient {i}"), persons, new((seed * Clients) + i), book ?? portal.SaveAsync))
            .ToArray();
        if (seed % 2 == 0)
            await TakeTurnsAsync(clients, new(seed));
        else
            await Task.WhenAll(clients.Select(client => Task.Run(() => RunAsync(client), TestContext.Current.CancellationToken)));

        return
        [
            .. HistoryInvariants.Violations(
                await portal.HistoryAsync(organisation),
                [.. clients.SelectMany(c => c.Acknowledged)],
                clients.SelectMany(c => c.Refused).ToHashSet(),
                (await ContactsAsync(portal, organisation)).ToDictionary(c => c.Id)).Select(breach => $"seed {seed}: {breach}"),
        ];
    }

    /// <summary>The organisation's contacts, in an order that the same seed gives again.</summary>
    public static async Task<IReadOnlyList<ContactView>> ContactsAsync(PortalUnderTest portal, OrganisationCode organisation)
    {
        await using var db = await portal.ReadAsync();
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation).ToListAsync(TestContext.Current.CancellationToken);
        return [.. contacts.Select(ContactView.Of).OrderBy(c => c.Values.Rid, StringComparer.Ordinal)];
    }

    private static async Task TakeTurnsAsync(RandomClient[] clients, Random random)
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
