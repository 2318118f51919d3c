using System.Collections.Concurrent;
using System.Diagnostics;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>Saves through the domain service, as many at once as there are municipalities, durable one by one.</summary>
internal static class SaveBench
{
    public const string Name = "save";

    private const int Runs = 5;
    private const int AtOnce = 16;
    private const int SavesARun = 4_000;

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var contacts = new ConcurrentDictionary<OrganisationCode, RosterContact>();
        foreach (var municipality in Municipalities.All)
        {
            Person person = APerson().In(municipality.Code);
            await portal.HasAsync(person);
            contacts[municipality.Code] = await portal.SavedAsync(ActorIn(municipality.Code), ADraftOf(person));
        }

        List<double>[] rate = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        ConcurrentBag<double>[] times = [.. Enumerable.Range(0, Runs).Select(_ => new ConcurrentBag<double>())];
        for (var run = 0; run < Runs; run++)
        {
            var whole = Stopwatch.StartNew();
            await Parallel.ForEachAsync(Enumerable.Range(0, AtOnce), async (worker, _) =>
            {
                for (var i = 0; i < SavesARun / AtOnce; i++)
                {
                    // No two workers save for the same municipality: what is measured is the writing, not the merging.
                    var organisation = Municipalities.All[(worker + (i * AtOnce)) % (Municipalities.All.Length / AtOnce * AtOnce)].Code;
                    var draft = ContactDraft.Of(contacts[organisation]).With(ContactField.Email, $"maalt.{(run * SavesARun) + (i * AtOnce) + worker}@kommune.example");
                    var one = Stopwatch.StartNew();
                    contacts[organisation] = await portal.SavedAsync(ActorIn(organisation), draft);
                    times[run].Add(one.Elapsed.TotalMilliseconds);
                }
            });
            rate[run].Add(SavesARun / whole.Elapsed.TotalSeconds);
        }

        return new(
            Name,
            $"{Runs} runs of {SavesARun} saves of an address by {AtOnce} at once, through the domain service on SQLite (WAL, FULL): rules, merge, history with its chain, and what a mail would need.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load,
            [
                Figures.Of("saves, SQLite", "a second", "above 1,000", rate),
                Figures.Of("a save, with its wait for the others", "ms", "", [.. times]),
            ]);
    }

    private static Actor ActorIn(OrganisationCode organisation) => AnActor().In(organisation);
}
