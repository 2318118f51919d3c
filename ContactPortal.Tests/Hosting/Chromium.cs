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

    private readonly string? program = Installed.Find("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private readonly SemaphoreSlim once = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => default;

    /// <summary>The browser, started on first use; the test is skipped when none is installed.</summary>
    public async Task<IBrowser> GetBrowserAsync()
    {
        Assert.SkipWhen(program is null, "There is no chromium on the PATH: install the package chromium-headless-shell to run the tests in a browser.");
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

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        once.Dispose();
    }
}
