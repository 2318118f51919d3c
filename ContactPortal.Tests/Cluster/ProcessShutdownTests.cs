using ContactPortal.Domain.History;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>Processes that end while people work: nobody is signed out, and no draft or save is lost.</summary>
[Collection(ClusterOfThree.Collection)]
public sealed class ProcessShutdownTests(Chromium chromium, ClusterOfThree cluster) : ClusterTest(chromium, cluster)
{
    private const string Restored = "Din kladde er hentet frem igen.";
    private const string Away = "Databasen svarer ikke lige nu.";
    private const float ComesBack = 60_000;
    private const int TriesWhileAway = 5;

    [Fact]
    public async Task Process_KilledWhileSomebodyTypes_ThePageComesBackOnAnotherWithTheDraft()
    {
        var contact = await AddNamedContactAsync("Dagny Dræbt");
        var mette = await AtContactsAsync("Mette Holm", Cluster.Address);
        mette.ExpectErrors(WhileAway);
        await mette.EditAsync(contact);
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        await mette.SaveAsync();
        await mette.EditAsync(contact);
        await mette.Field("Navn").FillAsync("Dagny Skriver Videre");
        var process = CircuitProcessOf(mette);
        await process.KillAsync();

        await Expect(mette.StatusMessage(Restored)).ToBeVisibleAsync(new() { Timeout = ComesBack });
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Dagny Skriver Videre");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");
        Assert.NotSame(process, CircuitProcessOf(mette));
        await mette.SaveAsync("Gemt: Dagny Skriver Videre.");
        await process.StartAsync();
    }

    [Fact]
    public async Task Processes_RestartedOneAfterTheOther_WhileThreeTypeAndOthersSave_LoseNoDraftFailNoSaveAndSignNobodyOut()
    {
        List<(BrowserUser User, string Contact)> people = [];
        foreach (var persona in new[] { "Mette Holm", "Ali Khan", "Freja Nissen" })
        {
            var contact = await AddNamedContactAsync($"Ellen Rulles {people.Count}");
            var user = await AtContactsAsync(persona, Cluster.Address);
            user.ExpectErrors(WhileAway);
            await user.EditAsync(contact);
            people.Add((user, contact));
        }

        var savers = people.Select((p, i) => CreateSaverAsync(p.User.Name, $"Sofus Sikker {i}"));
        await using var load = new BackgroundLoad([.. await Task.WhenAll(savers)]);
        HashSet<string> moved = [];
        for (var round = 1; round <= Cluster.Processes.Count; round++)
        {
            var (ending, phone) = (Cluster.Processes[round - 1], $"33 12 34 5{round}");
            foreach (var (user, _) in people)
                await user.Field("Telefon").FillAsync(phone);
            var losing = people.Select(p => p.User).Where(user => CircuitProcessOf(user) == ending).ToList();
            await ending.StopAsync();
            foreach (var user in losing)
            {
                await Expect(user.StatusMessage(Restored)).ToBeVisibleAsync(new() { Timeout = ComesBack });
                Assert.NotSame(ending, CircuitProcessOf(user));
                moved.Add(user.Name);
            }

            foreach (var (user, contact) in people)
            {
                await Expect(user.Field("Telefon")).ToHaveValueAsync(phone);
                await user.SaveAsync($"Gemt: {contact}.");
                await user.EditAsync(contact);
                await Expect(user.Field("Telefon")).ToHaveValueAsync(phone);
            }

            await ending.StartAsync();
        }

        // Those on the first process moved to one that ended later.
        Assert.Equal(people.Count, moved.Count);
        Assert.DoesNotContain("no live upstreams", Cluster.NginxErrors, StringComparison.Ordinal);
        foreach (var saver in await load.EndAsync())
        {
            var history = (await Cluster.Beside.HistoryAsync(Koebenhavn)).Where(entry => entry.Subject == saver.Contact.Id);
            var saved = history.SelectMany(entry => FieldChanges.Read(entry.Changes)).Select(change => change.To!).ToHashSet();
            Assert.True(saver.Lost > 0, "The page never lost its process.");
            Assert.Subset(saved, saver.Acknowledged.ToHashSet());
            Assert.Equal(saver.Acknowledged[^1], (await Cluster.Beside.FindAsync(Koebenhavn, saver.Contact.Id))!.Values.Name);
        }
    }

    [Fact]
    public async Task Database_EndedAndStartedAgain_SavesAreRefusedMeanwhileAndEveryPageIsCurrentSoonAfter()
    {
        var contact = await AddNamedContactAsync("Fanny Uden Base");
        var mette = await AtContactsAsync("Mette Holm", Process(0));
        var ali = await AtContactsAsync("Ali Khan", Process(1));
        await mette.EditAsync(contact);
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        Cluster.Server.Stop();
        try
        {
            await Expect(mette.Page.GetByText(Away)).ToBeVisibleAsync();
            await Expect(ali.Page.GetByText(Away)).ToBeVisibleAsync();
            for (var tried = 1; tried <= TriesWhileAway; tried++)
            {
                var phone = $"33 12 34 {tried:00}";
                await mette.Field("Telefon").FillAsync(phone);
                await mette.Button("Gem").ClickAsync();
                await Expect(mette.StatusMessage("kontakten er ikke gemt. Det, du har skrevet, er her stadig.")).ToBeVisibleAsync();
                await Expect(mette.Field("Telefon")).ToHaveValueAsync(phone);
            }

            await Expect(ali.Row(contact)).ToBeVisibleAsync();
        }
        finally
        {
            Cluster.Server.Start();
        }

        await Expect(ali.Page.GetByText(Away)).ToBeHiddenAsync(new() { Timeout = ComesBack });
        await Expect(mette.Page.GetByText(Away)).ToBeHiddenAsync(new() { Timeout = ComesBack });
        var other = await AddNamedContactAsync("Gerda Lige Efter");
        await Expect(ali.Row(other)).ToBeVisibleAsync(new() { Timeout = ComesBack });
        await Expect(mette.Row(other)).ToBeVisibleAsync(new() { Timeout = ComesBack });
        await mette.Field("Navn").FillAsync("Fanny Med Base");
        await mette.SaveAsync("Gemt: Fanny Med Base.");
        await Expect(ali.Row("Fanny Med Base")).ToBeVisibleAsync(new() { Timeout = ComesBack });
    }

    private async Task<ContinuousSaver> CreateSaverAsync(string persona, string contact)
    {
        var client = new PortalClient(Cluster.Address);
        await client.SignInAsync(persona);
        return new(client, await AddContactAsync(contact));
    }
}
