using ContactPortal.Blazor;
using ContactPortal.Domain.History;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Unsaved input is discarded only after confirmation (K15), and nothing is saved twice (K13).</summary>
public sealed class UnsavedTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task AnotherRow_ChosenWithUnsavedChanges_AsksWithStayingAsTheSafeAnswer()
    {
        await AddContactAsync("Karla Ugemt");
        await AddContactAsync("Laura Den Næste");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Karla Ugemt");
        await mette.Field("Navn").FillAsync("Karla Halvt");
        await mette.Button("Rediger Laura Den Næste").ClickAsync();
        await AssertAskedAsync(mette);

        // The safe choice has the focus: Enter and Esc choose it.
        await mette.Page.Keyboard.PressAsync("Enter");
        await AssertStayedAsync(mette, "Karla Halvt");
        await mette.Button("Rediger Laura Den Næste").ClickAsync();
        await AssertAskedAsync(mette);
        await mette.Page.Keyboard.PressAsync("Escape");
        await AssertStayedAsync(mette, "Karla Halvt");

        await mette.Button("Ny kontakt").ClickAsync();
        await AssertAskedAsync(mette);
        await mette.Button("Fortsæt redigering").ClickAsync();
        await AssertStayedAsync(mette, "Karla Halvt");

        await mette.Button("Rediger Laura Den Næste").ClickAsync();
        await AssertAskedAsync(mette);
        await mette.Button("Kassér og gå videre").ClickAsync();
        await Expect(UnsavedChangesDialog(mette)).ToHaveCountAsync(0);
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Laura Den Næste");
        await mette.EditAsync("Karla Ugemt");
    }

    [Fact]
    public async Task SignOut_ChosenWithUnsavedChanges_AsksAndStaysUnlessItIsMeant()
    {
        await AddContactAsync("Nora Loggede Ud");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Nora Loggede Ud");
        await mette.Field("Navn").FillAsync("Nora Halvt");
        List<string> questions = [];
        var answers = new Queue<bool>([false, true]);
        mette.Page.Dialog += async (_, dialog) =>
        {
            questions.Add(dialog.Message);
            await (answers.Dequeue() ? dialog.AcceptAsync() : dialog.DismissAsync());
        };
        await mette.Button("Mette Holm").ClickAsync();
        await mette.Button("Log ud").ClickAsync();
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Nora Halvt");
        await mette.Button("Log ud").ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind", Exact = true })).ToBeVisibleAsync();
        Assert.Equal(2, questions.Count);
        Assert.All(questions, question => Assert.Contains("ikke er gemt", question, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnotherPage_ChosenWithUnsavedChanges_AsksAndDiscardedChangesStayDiscarded()
    {
        await AddContactAsync("Maren Går Videre");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Maren Går Videre");
        await mette.Field("Navn").FillAsync("Maren Halvt");
        var link = mette.Page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Tilgængelighed" });
        await link.ClickAsync();
        await AssertAskedAsync(mette);
        await mette.Button("Fortsæt redigering").ClickAsync();
        await AssertStayedAsync(mette, "Maren Halvt");
        await Expect(mette.Page).ToHaveURLAsync(Portal.Host.Address + PortalUrls.Contacts);

        await link.ClickAsync();
        await AssertAskedAsync(mette);
        await mette.Button("Kassér og gå videre").ClickAsync();
        await Expect(mette.Page).ToHaveURLAsync(Portal.Host.Address + "/tilgaengelighed");
        Assert.Equal(
            0, await mette.Page.EvaluateAsync<int>(
                "() => Object.keys(sessionStorage).filter(key => key.startsWith('portal:draft:')).length"));
        await mette.OpenAsync();
        await Expect(mette.Row("Maren Går Videre")).ToBeVisibleAsync();
        await Expect(mette.Field("Navn")).ToHaveValueAsync("");
        await Expect(mette.StatusMessage("kladde")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Tab_Closed_AsksOnlyWhileSomethingIsUnsaved()
    {
        await AddContactAsync("Nora Lukker");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Nora Lukker");
        await mette.Field("Navn").FillAsync("Nora Halvt");
        await Expect(mette.Valg.GetByText("Hvem får mailen?")).ToBeVisibleAsync();
        var dialogType = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        mette.Page.Dialog += (_, dialog) =>
        {
            dialogType.TrySetResult(dialog.Type);
            _ = dialog.DismissAsync();
        };
        await mette.Page.CloseAsync(new() { RunBeforeUnload = true });
        Assert.Equal("beforeunload", await dialogType.Task.WaitAsync(Timeout, CancellationToken));
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Nora Halvt");

        await mette.Button("Annuller").ClickAsync();
        await Expect(mette.Field("Navn")).ToHaveValueAsync("");
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mette.Page.Close += (_, _) => closed.TrySetResult();
        await mette.Page.CloseAsync(new() { RunBeforeUnload = true });
        await closed.Task.WaitAsync(Timeout, CancellationToken);
    }

    [Fact]
    public async Task Response_LostAndGemPressedAgain_IsOneChange()
    {
        var person = await AddPersonAsync("Oline Svarløs");
        await using var proxy = new FaultyTcpProxy(Portal.Host.Address);
        var mette = await AtContactsAsync("Mette Holm", address: proxy.Address);
        mette.ExpectErrors("ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)");
        await mette.Field("Mobil").FillAsync("28 12 34 56");
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Field("RID").PressAsync("Tab");

        // The last update of the page before the save: it has the save's id by then.
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Oline Svarløs");

        // The save is committed, and its response is lost with the page.
        var changed = new Signal();
        using (var subscription = Portal.Host.Snapshots.Subscribe(Municipality, changed.Set))
        {
            proxy.HoldResponses();
            await mette.Button("Gem").ClickAsync();
            await changed.WaitUntilAsync(() => subscription.Current?.Contacts.Any(c => c.Values.Rid == person.Rid.Digits) == true);
        }

        Assert.Single(await Portal.ReadContactsByRidAsync(person.Rid.Digits));
        proxy.Disconnect();
        proxy.Resume();

        // Navigated while disconnected: once reconnected, the page would receive the response after all.
        mette.Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await mette.Page.GotoAsync("about:blank");
        proxy.Reconnect();
        await mette.OpenAsync();
        await Expect(mette.Field("Mobil")).ToHaveValueAsync("28 12 34 56");
        await mette.SaveAsync("Gemt: Oline Svarløs er oprettet som kontakt.");
        var contact = (await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken)).Contacts.Single(
            c => c.Values.Rid == person.Rid.Digits);
        Assert.Equal([HistoryKind.ContactCreated], (await Portal.HistoryAsync(contact)).Select(e => e.Kind));
    }

    private static ILocator UnsavedChangesDialog(BrowserUser visitor) =>
        visitor.Page.GetByRole(AriaRole.Alertdialog, new() { Name = "Du har ændringer, der ikke er gemt" });

    private static async Task AssertAskedAsync(BrowserUser visitor)
    {
        await Expect(UnsavedChangesDialog(visitor)).ToBeVisibleAsync();
        await Expect(visitor.Button("Fortsæt redigering")).ToBeFocusedAsync();
    }

    private static async Task AssertStayedAsync(BrowserUser visitor, string typed)
    {
        await Expect(UnsavedChangesDialog(visitor)).ToHaveCountAsync(0);
        await Expect(visitor.Field("Navn")).ToHaveValueAsync(typed);
        await Expect(visitor.Field("Navn")).ToBeFocusedAsync();
    }
}
