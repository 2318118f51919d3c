using ContactPortal.Blazor;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Drafts survive reloads, restarts and sign-outs until the person discards them, and nobody else sees them (K15).</summary>
public sealed class DraftTests(Chromium chromium, SharedPortal portal, SeededDatabase seeded) : BrowserTest(chromium, portal)
{
    private const string Restored = "Din kladde er hentet frem igen. Den er ikke gemt endnu.";
    private const string Kept = "() => Object.keys(sessionStorage).filter(key => key.startsWith('portal:draft:')).length";
    private const float StartsAgain = 60_000;

    [Fact]
    public async Task Portal_KilledWhileSomebodyTypes_RestoresTheDraftAndSaysSo()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var process = await PortalProcess.StartAsync(folder.ConnectionString);
        var mette = await NewUserAsync(name: "Mette Holm", address: process.Address);
        mette.ExpectErrors("ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)");
        await mette.SignInAsync();
        await mette.OpenAsync();
        await mette.EditAsync("Ali Khan");
        await mette.Field("Navn").FillAsync("Ali Khan-Før");
        await mette.Field("AMFORA").CheckAsync();

        await process.KillAsync();
        await mette.Field("Navn").FillAsync(" Ali Khan-Imens ");
        await mette.Field("Telefon").FillAsync("33 12 34");
        await mette.Field("Resultatdata").CheckAsync();
        await process.StartAsync();

        await Expect(mette.StatusMessage(Restored)).ToBeVisibleAsync(new() { Timeout = StartsAgain });
        await Expect(mette.Field("Navn")).ToHaveValueAsync(" Ali Khan-Imens ");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34");
        await Expect(mette.Field("Rådighedsdata")).ToBeCheckedAsync();
        await Expect(mette.Field("AMFORA")).ToBeCheckedAsync();
        await Expect(mette.Field("Resultatdata")).ToBeCheckedAsync();
        await Expect(mette.Row("Ali Khan")).ToContainClassAsync("row-edited");
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        await mette.SaveAsync("Gemt: Ali Khan-Imens.");
        await Expect(mette.Row("Ali Khan-Imens")).ToBeVisibleAsync();
        Assert.Equal(0, await mette.Page.EvaluateAsync<int>(Kept));
    }

    [Fact]
    public async Task Page_ReloadedWhileOthersSaved_HasEveryCharacterAndSaysBoth()
    {
        var contact = await AddContactAsync("Gry Genindlæst");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Gry Genindlæst");
        await mette.Field("Email").FillAsync("gry.halv@");
        await ReloadAsync(mette);
        await Expect(mette.StatusMessage(Restored)).ToBeVisibleAsync();
        await Expect(mette.Field("Email")).ToHaveValueAsync("gry.halv@");

        await mette.Page.GotoAsync("about:blank");
        await Portal.ChangeAsync(AnActor().In(Municipality).Named("Ali Khan"), contact, ContactField.Phone, "33123456");
        await mette.OpenAsync();
        await Expect(mette.StatusMessage(Restored)).ToContainTextAsync("Ali Khan har i mellemtiden ændret Telefon.");
        await Expect(mette.Field("Email")).ToHaveValueAsync("gry.halv@");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");

        await mette.Button("Annuller").ClickAsync();
        await AssertForgottenAsync(mette);
    }

    [Fact]
    public async Task NewContact_HalfTypedAndReloaded_IsRestored()
    {
        var person = await AddPersonAsync("Helle Halvvejs");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Field("Mobil").FillAsync("28 12 34 56");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Helle Halvvejs");
        await ReloadAsync(mette);
        await Expect(mette.StatusMessage(Restored)).ToBeVisibleAsync();
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Helle Halvvejs");
        await Expect(mette.Field("Mobil")).ToHaveValueAsync("28 12 34 56");
        await mette.SaveAsync("Gemt: Helle Halvvejs er oprettet som kontakt.");
        await AssertForgottenAsync(mette);
    }

    [Fact]
    public async Task Session_EndedWithADraft_RestoresItAfterSigningInAgain()
    {
        await StartOwnPortalWithClockAsync();
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await mette.EditAsync("Ali Khan");
        await mette.Field("Navn").FillAsync("Ali Khan Før Kaffe");

        await mette.AdvanceAsync(new SessionOptions().Idle);
        await Expect(mette.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{PortalUrls.SignIn}\\?"));
        await mette.Page.GetByRole(AriaRole.Button, new() { Name = "Mette Holm" }).ClickAsync();
        await mette.ReadyAsync();
        await Expect(mette.StatusMessage(Restored)).ToBeVisibleAsync();
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Ali Khan Før Kaffe");
        await mette.Button("Annuller").ClickAsync();
        await AssertForgottenAsync(mette);
    }

    [Fact]
    public async Task AnotherPerson_InTheSameTab_SeesNoDraftAndItIsDeleted()
    {
        await AddContactAsync("Inga Hemmelig");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Inga Hemmelig");
        await mette.Field("Navn").FillAsync("Inga Kladde");
        Assert.Equal(1, await mette.Page.EvaluateAsync<int>(Kept));

        // The session expired without a sign-out.
        await mette.Page.GotoAsync("about:blank");
        await mette.ClearCookiesAsync();
        await SignInAsync(mette, await SignInEmployeeAsync("Ali Khan"));
        await mette.OpenAsync();
        await Expect(mette.Row("Inga Hemmelig")).ToBeVisibleAsync();
        await AssertForgottenAsync(mette);
        Assert.DoesNotContain("Inga Kladde", await mette.Page.ContentAsync(), StringComparison.Ordinal);

        // It is not restored for its author either.
        await mette.ClearCookiesAsync();
        await SignInAsync(mette, await SignInEmployeeAsync("Mette Holm"));
        await mette.OpenAsync();
        await AssertForgottenAsync(mette);
    }

    [Fact]
    public async Task LogUd_WithDraftsInTwoTabs_ClearsBoth()
    {
        await AddContactAsync("Jytte Log Ud");
        var mette = await AtContactsAsync("Mette Holm");
        var other = await mette.AnotherTabAsync();
        await other.GotoAsync(PortalUrls.Contacts);
        await BrowserUser.ReadyAsync(other);
        await other.GetByRole(AriaRole.Button, new() { Name = "Rediger Jytte Log Ud", Exact = true }).ClickAsync();
        await Expect(other.GetByLabel("Navn", new() { Exact = true })).ToHaveValueAsync("Jytte Log Ud");
        await other.GetByLabel("Navn", new() { Exact = true }).FillAsync("Jytte I Anden Fane");
        await mette.EditAsync("Jytte Log Ud");
        await mette.Field("Navn").FillAsync("Jytte Her");
        Assert.Equal((1, 1), (await mette.Page.EvaluateAsync<int>(Kept), await other.EvaluateAsync<int>(Kept)));

        mette.Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await mette.Button("Mette Holm").ClickAsync();
        await mette.Button("Log ud").ClickAsync();
        foreach (var page in new[] { mette.Page, other })
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Log ind" })).ToBeVisibleAsync();
            Assert.Equal(0, await page.EvaluateAsync<int>(Kept));
        }

        await SignInAsync(mette, await SignInEmployeeAsync("Mette Holm"));
        await mette.OpenAsync();
        await AssertForgottenAsync(mette);
    }

    private static async Task ReloadAsync(BrowserUser visitor)
    {
        void Accept(object? _, IDialog dialog) => dialog.AcceptAsync();
        visitor.Page.Dialog += Accept;
        await visitor.Page.ReloadAsync();
        visitor.Page.Dialog -= Accept;
        await visitor.ReadyAsync();
    }

    private static async Task AssertForgottenAsync(BrowserUser visitor)
    {
        await Expect(visitor.Field("Navn")).ToHaveValueAsync("");
        await Expect(visitor.StatusMessage(Restored)).ToHaveCountAsync(0);
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>(Kept));
    }
}
