using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Two persons editing one contact: each sees the other, and neither loses work (K13).</summary>
public sealed class TwoPersonsTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private static readonly TimeSpan ClosedLid = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task TwoPersons_OpenTheSameContact_EachSeesTheOtherInTheRowAndInValg()
    {
        await AddContactAsync("Agnes Samtidig");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.EditAsync("Agnes Samtidig");
        await Expect(InRow(ali, "Agnes Samtidig")).ToHaveTextAsync("MHMette Holm redigerer");
        await Expect(InRow(mette, "Agnes Samtidig")).ToHaveCountAsync(0);

        await ali.EditAsync("Agnes Samtidig");
        await Expect(InRow(mette, "Agnes Samtidig")).ToHaveTextAsync("AKAli Khan redigerer");
        await Expect(mette.StatusMessage("Ali Khan redigerer også denne kontakt lige nu.")).ToBeVisibleAsync();
        await Expect(ali.StatusMessage("Mette Holm redigerer også denne kontakt lige nu.")).ToBeVisibleAsync();

        // Initials on screen, the full name for screen readers.
        await Expect(InRow(mette, "Agnes Samtidig").GetByText("AK", new() { Exact = true })).ToHaveAttributeAsync("aria-hidden", "true");
        await Expect(mette.Row("Agnes Samtidig")).ToMatchAriaSnapshotAsync("- row /Ali Khan redigerer/");

        await ali.Button("Annuller").ClickAsync();
        await Expect(InRow(mette, "Agnes Samtidig")).ToHaveCountAsync(0);
        await Expect(mette.StatusMessage("Ali Khan redigerer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task OnePersonsTwoTabs_AtTheSameContact_CountAsTwo()
    {
        var clock = await StartOwnPortalWithClockAsync();
        await AddContactAsync("Bodil Tofaner");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.EditAsync("Bodil Tofaner");
        var other = await mette.AnotherTabAsync();
        await other.GotoAsync(Blazor.PortalUrls.Contacts);
        await BrowserUser.ReadyAsync(other);
        await other.GetByRole(AriaRole.Button, new() { Name = "Rediger Bodil Tofaner", Exact = true }).ClickAsync();

        await Expect(InRow(ali, "Bodil Tofaner")).ToHaveCountAsync(2);
        await Expect(mette.StatusMessage("Du redigerer også denne kontakt i en anden fane.")).ToBeVisibleAsync();
        await Expect(InRow(mette, "Bodil Tofaner")).ToHaveTextAsync("MHDu redigerer i en anden fane");

        await other.CloseAsync();
        clock.Advance(ClosedLid);
        await Expect(InRow(ali, "Bodil Tofaner")).ToHaveCountAsync(1);
        await Expect(mette.StatusMessage("Du redigerer også denne kontakt i en anden fane.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Editor_WhoseComputerSleeps_IsGoneFromTheOthersPageWithinFifteenSeconds()
    {
        var clock = await StartOwnPortalWithClockAsync();
        await AddContactAsync("Clara Klap");
        await using var proxy = new FaultyTcpProxy(Portal.Host.Address);
        var ali = await AtContactsAsync("Ali Khan", address: proxy.Address);
        ali.ExpectErrors("ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Clara Klap");
        await ali.EditAsync("Clara Klap");
        await Expect(InRow(mette, "Clara Klap")).ToHaveCountAsync(1);

        proxy.Pause();
        clock.Advance(ClosedLid);
        await Expect(InRow(mette, "Clara Klap")).ToHaveCountAsync(0);
        await Expect(mette.StatusMessage("Ali Khan redigerer")).ToHaveCountAsync(0);

        // And reappears when the computer wakes, without any input.
        proxy.Resume();
        clock.Advance(ClosedLid);
        await Expect(InRow(mette, "Clara Klap")).ToHaveCountAsync(1);
        await Expect(ali.Field("Navn")).ToHaveValueAsync("Clara Klap");
    }

    [Fact]
    public async Task AliSavesAPhone_MetteHasTouchedOtherFields_ItAppearsMarkedAndHerSaveIsMerged()
    {
        var contact = await AddContactAsync("Dagny Flyder");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.EditAsync("Dagny Flyder");
        await mette.Field("Email").FillAsync("dagny.min@kommune.example");
        await ali.EditAsync("Dagny Flyder");
        await ali.Field("Telefon").FillAsync("33 12 34 56");
        await ali.SaveAsync("Gemt: Dagny Flyder.");

        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");
        await Expect(mette.Field("Telefon")).ToHaveAccessibleDescriptionAsync("Ændret af Ali Khan");
        await Expect(mette.Field("Email")).ToHaveAccessibleDescriptionAsync("");
        await Expect(mette.StatusMessage("Ali Khan har i mellemtiden ændret Telefon. Felterne viser det nu; det, du selv har skrevet, er urørt."))
            .ToBeVisibleAsync();
        await Expect(mette.Field("Email")).ToHaveValueAsync("dagny.min@kommune.example");
        await mette.SaveAsync("Gemt: Dagny Flyder.");
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal(("dagny.min@kommune.example", "+4533123456"), (now.Email, now.Phone));
    }

    [Fact]
    public async Task BothSaveDifferentFields_BeforeReceivingTheOthersSave_TheSecondIsMergedAndReported()
    {
        var contact = await AddContactAsync("Ebba Fletter");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.EditAsync("Ebba Fletter");
        await ali.EditAsync("Ebba Fletter");
        await mette.Field("Email").FillAsync("ebba.min@kommune.example");
        await ali.Field("Telefon").FillAsync("33 12 34 56");
        await ali.Field("AMFORA").CheckAsync();

        // Her page receives his save only after the response to her own.
        using var held = Portal.SnapshotLoader.Hold(Municipality);
        await ali.SaveAsync("Gemt: Ebba Fletter.");
        await mette.SaveAsync("Gemt: Ebba Fletter.");
        await Expect(mette.StatusMessage("Imens har en anden ændret Telefon og AMFORA. Begge ændringer er gemt.")).ToBeVisibleAsync();
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal(("ebba.min@kommune.example", "+4533123456"), (now.Email, now.Phone));
        Assert.Equal([Amfora], now.Responsibilities);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BothChangeTheEmail_AliSavesFirst_MetteSeesHisBesideHersAndOnlySavesAfterHavingChosen(bool takesHis)
    {
        var name = takesHis ? "Fanny Tager" : "Fanny Beholder";
        var (mine, his) = ($"fanny.min.{takesHis}@kommune.example", $"fanny.hans.{takesHis}@kommune.example");
        var contact = await AddContactAsync(name);
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.EditAsync(name);
        await mette.Field("Email").FillAsync(mine);
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        await ali.EditAsync(name);
        await ali.Field("Email").FillAsync(his);
        await ali.SaveAsync($"Gemt: {name}.");

        var beside = mette.Valg.GetByRole(AriaRole.Group, new() { Name = $"Ali Khan har i mellemtiden gemt: {his}", Exact = true });
        await Expect(beside).ToBeVisibleAsync();
        await Expect(mette.Field("Email")).ToHaveValueAsync(mine);
        await mette.Button("Gem").ClickAsync();
        await Expect(mette.StatusMessage("En anden har i mellemtiden gemt noget andet i de samme felter.")).ToBeVisibleAsync();
        await Expect(beside).ToBeVisibleAsync();
        Assert.Equal((his, ""), ((await Portal.ReadContactAsync(contact)).Email, (await Portal.ReadContactAsync(contact)).Phone));

        await beside.GetByRole(AriaRole.Button, new() { Name = takesHis ? "Brug Ali Khans værdi" : "Behold det, jeg har skrevet", Exact = true }).ClickAsync();
        await Expect(beside).ToHaveCountAsync(0);
        await Expect(mette.Field("Email")).ToHaveValueAsync(takesHis ? his : mine);
        await Expect(mette.Field("Email")).ToBeFocusedAsync();
        await mette.SaveAsync($"Gemt: {name}.");
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal((takesHis ? his : mine, "+4533123456"), (now.Email, now.Phone));
    }

    private static ILocator InRow(BrowserUser visitor, string contact) => visitor.Row(contact).Locator(".editor");
}
