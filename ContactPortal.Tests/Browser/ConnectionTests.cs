using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Loss and recovery of the connection.</summary>
public sealed class ConnectionTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private const float ComesBack = 60_000;

    [Fact]
    public async Task Connection_LostWhileTyping_IsReportedAndRestoredAndNothingTypedIsLost()
    {
        var contact = await AddContactAsync("Åse Afbrudt");
        await using var proxy = new FaultyTcpProxy(Portal.Host.Address);
        var mette = await AtContactsAsync("Mette Holm", address: proxy.Address);
        mette.ExpectErrors("ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)");
        await mette.Page.EvaluateAsync("() => { window.stillHere = true; }");
        await mette.EditAsync("Åse Afbrudt");
        await mette.Field("Navn").FillAsync("Åse Før");
        var banner = mette.Page.Locator("#components-reconnect-modal");
        await Expect(banner).ToBeHiddenAsync();

        var attempt = mette.Page.WaitForConsoleMessageAsync(
            new() { Predicate = message => message.Text.Contains("Failed to start the connection", StringComparison.Ordinal) });
        proxy.Disconnect();
        await attempt;
        await Expect(banner).ToContainTextAsync("Forbindelsen til portalen er afbrudt.");
        await Expect(banner).ToHaveRoleAsync(AriaRole.Status);
        await Expect(mette.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await mette.Field("Navn").FillAsync("Åse Imens");
        await mette.Field("Telefon").FillAsync("33 12 34 56");

        // The message disappears after some seconds.
        await mette.Page.EvaluateAsync("""
            () => new MutationObserver(() => {
                window.saidSo ||= document.getElementById('components-reconnect-modal')
                    .textContent.includes('Forbindelsen er genoprettet.');
            }).observe(document.getElementById('components-reconnect-modal'), { childList: true, subtree: true, characterData: true })
            """);
        proxy.Reconnect();
        await mette.Page.WaitForFunctionAsync("() => window.saidSo", null, new() { Timeout = ComesBack });
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Åse Imens");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");
        await mette.SaveAsync("Gemt: Åse Imens.");
        Assert.True(await mette.Page.EvaluateAsync<bool>("() => window.stillHere"));
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal(("Åse Imens", "+4533123456"), (now.Name, now.Phone));
        await Expect(banner).ToBeHiddenAsync();
    }

    [Fact]
    public async Task WebSocket_Blocked_IsReportedAndThePageGoesOnWhenItOpens()
    {
        var mette = await NewUserAsync(name: "Mette Holm");
        mette.ExpectErrors("ERR_|WebSocket|Connection|connection|Failed to (start|complete)");
        await SignInAsync(mette, await SignInEmployeeAsync("Mette Holm"));

        // As a network's proxy that lets everything through but WebSockets: here, nothing answers under the address.
        await mette.Context.AddInitScriptAsync(
            """
            const Open = window.WebSocket;
            window.WebSocket = class extends Open {
              constructor(address) {
                super(sessionStorage.getItem('opened') ? address : new URL('/api/nothing', address));
              }
            };
            """);
        await mette.Page.GotoAsync(PortalUrls.Contacts);
        await Expect(mette.Page.Locator("#components-reconnect-modal")).ToContainTextAsync("om netværket blokerer for WebSocket.");
        await Expect(mette.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await mette.Page.EvaluateAsync("() => sessionStorage.setItem('opened', 'yes')");
        await mette.ReadyAsync();
    }

    [Fact]
    public async Task Typing_FasterThanTheServerResponds_LosesNoCharacter()
    {
        await AddContactAsync("Ærlig Langsom");
        await using var proxy = new FaultyTcpProxy(Portal.Host.Address, TimeSpan.FromMilliseconds(80));
        var mette = await AtContactsAsync("Mette Holm", address: proxy.Address);
        var search = mette.Page.GetByRole(AriaRole.Searchbox);
        await search.PressSequentiallyAsync("ærlig langsom", new() { Delay = 15 });
        await Expect(mette.Table.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(search).ToHaveValueAsync("ærlig langsom");
        await mette.EditAsync("Ærlig Langsom");
        await mette.Page.Keyboard.PressAsync("Control+A");
        await mette.Page.Keyboard.TypeAsync("Ærlig Hurtigere Skrevet");
        await mette.Page.Keyboard.PressAsync("ArrowLeft");
        await mette.Page.Keyboard.TypeAsync("-");
        await mette.SaveAsync("Gemt: Ærlig Hurtigere Skreve-t.");

        // Before the proxy is disposed: an open page would report the lost connection as an error.
        await mette.Page.CloseAsync();
    }

    [Fact]
    public async Task Connection_LostWhileOthersSave_ShowsWhatWasMissedWhenItIsBack()
    {
        var contact = await AddContactAsync("Ærke Imens");
        await using var proxy = new FaultyTcpProxy(Portal.Host.Address);
        var mette = await AtContactsAsync("Mette Holm", address: proxy.Address);
        mette.ExpectErrors("ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)");
        var banner = mette.Page.Locator("#components-reconnect-modal");
        proxy.Disconnect();
        await Expect(banner).ToContainTextAsync("afbrudt");
        await Portal.ChangeAsync(
            AnActor().In(Municipality).Named("Ali Khan"), contact, Domain.Contacts.ContactField.Email, "aerke.ny@kommune.example");
        proxy.Reconnect();
        await Expect(mette.Row("Ærke Imens")).ToContainTextAsync("aerke.ny@kommune.example", new() { Timeout = ComesBack });
    }
}
