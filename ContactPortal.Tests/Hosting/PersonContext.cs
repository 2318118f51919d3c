using Microsoft.Playwright;

namespace ContactPortal.Tests.Hosting;

/// <summary>A browser context of one person at a time, its first page, and the options and the portal it was made for.</summary>
public sealed record PersonContext(IBrowserContext Context, IPage Page, string Options, string Address)
{
    /// <summary>
    /// Removes what the person left. A page of its own takes with it its history, session storage, size, media, scripts and event handlers;
    /// cookies and the portal's storage belong to the context. The new page is opened first, so that the process lives on.
    /// </summary>
    public async Task<PersonContext> ClearAsync()
    {
        var next = await Context.NewPageAsync();
        foreach (var page in Context.Pages.Where(page => page != next).ToList())
            await page.CloseAsync();
        await Context.ClearCookiesAsync();
        await Context.ClearPermissionsAsync();
        var devTools = await Context.NewCDPSessionAsync(next);
        await devTools.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = Address, ["storageTypes"] = "all" });
        await devTools.DetachAsync();
        return this with { Page = next };
    }
}
