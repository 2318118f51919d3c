using Microsoft.Playwright;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// One browser for the whole run: Debian's chromium without a window (chromium-headless-shell), which needs two thirds of the processor time of
/// the whole browser; else the whole browser. Where both are missing, tests that need one are skipped and say so.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private const float ExpectTimeout = 60_000;

    private readonly string? program = Installed.Find("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private readonly SemaphoreSlim once = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => default;

    /// <summary>The browser, started for the first test that asks; the test is skipped when there is none.</summary>
    public async Task<IBrowser> GetBrowserAsync()
    {
        Assert.SkipWhen(program is null, "There is no chromium on the PATH: install the package chromium-headless-shell to run the tests in a browser.");
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            // What is waited for costs nothing when it comes; a machine that is busy takes its time.
            Assertions.SetDefaultExpectTimeout(ExpectTimeout);
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
        }
        finally
        {
            once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        once.Dispose();
    }
}
