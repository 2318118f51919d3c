using ContactPortal.Tests.Architecture;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Base of tests in Chromium: each person has their own browser, and at the end no browser may have an unexpected error.</summary>
public abstract class BrowserUserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<BrowserUser> visitors = [];
    private IBrowser browser = null!;

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => browser = await chromium.GetBrowserAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        List<string> faults = [.. visitors.SelectMany(v => v.Faults.Select(fault => $"{v.Name}: {fault}")), .. FaultsElsewhere()];
        if (faults.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed)
            await SaveScreenshotsAsync();
        foreach (var visitor in visitors)
            await visitor.DisposeAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Errors during the test outside the browsers.</summary>
    protected virtual IEnumerable<string> FaultsElsewhere() => [];

    /// <summary>A new browser at that address, without a sign-in.</summary>
    protected async Task<BrowserUser> VisitorAsync(string address, string name, BrowserNewContextOptions? options = null)
    {
        var visitor = await BrowserUser.WithAsync(browser, name, address, options);
        visitors.Add(visitor);
        return visitor;
    }

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private async Task SaveScreenshotsAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Sources.Root, "TestResults")).FullName;
        var test = TestContext.Current.TestMethod?.MethodName;
        foreach (var (visitor, i) in visitors.Select((v, i) => (v, i)))
        {
            foreach (var (page, tab) in visitor.Context.Pages.Select((p, tab) => (p, tab)))
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(folder, $"{GetType().Name}.{test}.{i}.{tab}.png"), FullPage = true });
        }
    }
}
