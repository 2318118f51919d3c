using System.Text.Json;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// One browser for the whole run: chromium-headless-shell, which needs two thirds of the processor time of the full browser, else the
/// full browser. Where both are missing, tests that need one are skipped with that reason.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",

        // Each person has a browser context, and contexts never share a process; without this each would start a second, spare one.
        "--renderer-process-limit=1",
    ];

    private const float ExpectTimeout = 60_000;

    // As many as are in use at once; more would only take memory.
    private const int MostFree = 6;

    private readonly string? program = Installed.Find("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private readonly SemaphoreSlim once = new(1);
    private readonly List<PersonContext> free = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => default;

    /// <summary>The browser, started on first use; the test is skipped when none is installed.</summary>
    public async Task<IBrowser> GetBrowserAsync()
    {
        Assert.SkipWhen(
            program is null,
            "There is no chromium on the PATH: install the package chromium-headless-shell to run the tests in a browser.");
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            // For busy machines; a condition that is met early costs nothing.
            Assertions.SetDefaultExpectTimeout(ExpectTimeout);
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
        }
        finally
        {
            once.Release();
        }
    }

    /// <summary>
    /// A context that nobody uses, with a blank page: one with the same options that was given back, whose process and cached scripts save
    /// half a second, else a new one.
    /// </summary>
    public async Task<PersonContext> TakeContextAsync(string address, BrowserNewContextOptions options)
    {
        options.BaseURL = address;
        var key = JsonSerializer.Serialize(options);
        lock (free)
        {
            if (free.FindLast(context => context.Options == key) is { } found)
            {
                free.Remove(found);
                return found;
            }
        }

        var context = await (await GetBrowserAsync()).NewContextAsync(options);
        return new(context, await context.NewPageAsync(), key, address);
    }

    /// <summary>Gives a context back, for the next person: its pages are closed, its cookies and storage are removed.</summary>
    public async Task GiveBackAsync(PersonContext used)
    {
        var cleared = await used.ClearAsync();
        PersonContext? oldest = null;
        lock (free)
        {
            free.Add(cleared);
            if (free.Count > MostFree)
            {
                oldest = free[0];
                free.RemoveAt(0);
            }
        }

        if (oldest is not null)
            await oldest.Context.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        once.Dispose();
    }
}
