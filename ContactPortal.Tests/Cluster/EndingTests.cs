using System.Diagnostics;
using ContactPortal.Domain.History;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Cluster;

/// <summary>Processes that end, in the middle of people's work: nobody is signed out, and nothing typed or saved is lost.</summary>
[Collection(ClusterOfThree.Collection)]
public sealed class EndingTests(Chromium chromium, DemonstrationPortal portal, ClusterOfThree cluster) : ClusterTest(chromium, portal, cluster)
{
    private const string Restored = "Din kladde er hentet frem igen.";
    private const string Away = "Databasen svarer ikke lige nu.";
    private const float ComesBack = 30_000;
    private const float Soon = 5_000;

    private static readonly TimeSpan LongAway = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Process_KilledWhileSomebodyTypes_ThePageComesBackOnAnotherWithTheDraft()
    {
        var contact = await HasContactAsync("Dagny Dræbt");
        var mette = await AtContactsAsync("Mette Holm", Cluster.Address);
        mette.Expects(WhileAway);
        await mette.EditAsync(contact);
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        await mette.SaveAsync();
        await mette.EditAsync(contact);
        await mette.Field("Navn").FillAsync("Dagny Skriver Videre");
        var process = await ProcessOfAsync(mette);
        await process.KillAsync();

        await Expect(mette.Said(Restored)).ToBeVisibleAsync(new() { Timeout = ComesBack });
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Dagny Skriver Videre");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");
        Assert.NotSame(process, await ProcessOfAsync(mette));
        await mette.SaveAsync("Gemt: Dagny Skriver Videre.");
        await process.StartAsync();
    }

    [Fact]
    public async Task Processes_RestartedOneAfterTheOther_WhileThreeTypeAndOthersSave_LoseNoDraftFailNoSaveAndSignNobodyOut()
    {
        List<(Visitor Visitor, string Contact, Lines Lines)> people = [];
        foreach (var persona in new[] { "Mette Holm", "Ali Khan", "Freja Nissen" })
        {
            var contact = await HasContactAsync($"Ellen Rulles {people.Count}");
            var visitor = await StrangerAsync(name: persona, address: Cluster.Address);
            var lines = new Lines(visitor.Page);
            visitor.Expects(WhileAway);
            await visitor.SignInAsync();
            await visitor.OpenAsync();
            await visitor.EditAsync(contact);
            people.Add((visitor, contact, lines));
        }

        var savers = people.Select((p, i) => SteadySaverAsync(p.Visitor.Name, $"Sofus Sikker {i}"));
        await using var load = new Load([.. await Task.WhenAll(savers)]);
        for (var round = 1; round <= Cluster.Processes.Count; round++)
        {
            var (ending, phone) = (Cluster.Processes[round - 1], $"33 12 34 5{round}");
            foreach (var (visitor, _, _) in people)
                await visitor.Field("Telefon").FillAsync(phone);
            var lost = people.Select(p => p.Lines.Lost).ToList();
            await ending.EndAsync();
            foreach (var (visitor, _, _) in people.Where((p, i) => p.Lines.Lost > lost[i]))
                await Expect(visitor.Said(Restored)).ToBeVisibleAsync(new() { Timeout = ComesBack });
            foreach (var (visitor, contact, _) in people)
            {
                await Expect(visitor.Field("Telefon")).ToHaveValueAsync(phone);
                await visitor.SaveAsync($"Gemt: {contact}.");
                await visitor.EditAsync(contact);
                await Expect(visitor.Field("Telefon")).ToHaveValueAsync(phone);
            }

            await ending.StartAsync();
        }

        Assert.Contains(people, p => p.Lines.Lost > 0);
        Assert.DoesNotContain("no live upstreams", Cluster.Complaints, StringComparison.Ordinal);
        foreach (var saver in await load.EndAsync())
        {
            var history = (await Cluster.Beside.HistoryAsync(Koebenhavn)).Where(line => line.Subject == saver.Contact.Id);
            var saved = history.SelectMany(line => FieldChanges.Read(line.Changes)).Select(change => change.To!).ToHashSet();
            Assert.True(saver.Lost > 0, "It kept its process.");
            Assert.Subset(saved, saver.Acknowledged.ToHashSet());
            Assert.Equal(saver.Acknowledged[^1], (await Cluster.Beside.FindAsync(Koebenhavn, saver.Contact.Id))!.Values.Name);
        }
    }

    [Fact]
    public async Task Database_EndedAndStartedAgain_SavesAreRefusedMeanwhileAndEveryPageIsRightSoonAfter()
    {
        var contact = await HasContactAsync("Fanny Uden Base");
        var mette = await AtContactsAsync("Mette Holm", Process(0));
        var ali = await AtContactsAsync("Ali Khan", Process(1));
        await mette.EditAsync(contact);
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        Cluster.Server.End();
        try
        {
            var away = Stopwatch.StartNew();
            await Expect(mette.Page.GetByText(Away)).ToBeVisibleAsync();
            await Expect(ali.Page.GetByText(Away)).ToBeVisibleAsync();
            for (var tried = 1; away.Elapsed < LongAway; tried++)
            {
                var phone = $"33 12 34 {tried:00}";
                await mette.Field("Telefon").FillAsync(phone);
                await mette.Button("Gem").ClickAsync();
                await Expect(mette.Said("kontakten er ikke gemt. Din indtastning står her endnu.")).ToBeVisibleAsync();
                await Expect(mette.Field("Telefon")).ToHaveValueAsync(phone);
            }

            await Expect(ali.Row(contact)).ToBeVisibleAsync();
        }
        finally
        {
            Cluster.Server.Start();
        }

        await Expect(ali.Page.GetByText(Away)).ToBeHiddenAsync(new() { Timeout = Soon });
        await Expect(mette.Page.GetByText(Away)).ToBeHiddenAsync(new() { Timeout = Soon });
        var other = await HasContactAsync("Gerda Lige Efter");
        await Expect(ali.Row(other)).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(mette.Row(other)).ToBeVisibleAsync(new() { Timeout = Soon });
        await mette.Field("Navn").FillAsync("Fanny Med Base");
        await mette.SaveAsync("Gemt: Fanny Med Base.");
        await Expect(ali.Row("Fanny Med Base")).ToBeVisibleAsync(new() { Timeout = Soon });
    }

    private async Task<SteadySaver> SteadySaverAsync(string persona, string contact)
    {
        var client = new PortalClient(Portal.Host, Cluster.Address);
        await client.SignInAsync(persona);
        return new(client, await ContactAsync(contact));
    }

    // How many of a page's connections have been lost: a page that loses its process loses one. What nginx logs is only known when it ends.
    private sealed class Lines
    {
        private int lost;

        public Lines(IPage page) => page.WebSocket += (_, line) => line.Close += (_, _) => Interlocked.Increment(ref lost);

        public int Lost => Volatile.Read(ref lost);
    }
}
