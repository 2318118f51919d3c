using ContactPortal.Tests.Architecture;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Base of tests in Chromium: each person has their own browser, and at the end no browser may have an unexpected error.</summary>
public abstract class BrowserUserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<BrowserUser> visitors = [];

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Whether other tests may go on in this test's browsers when it has passed.</summary>
    protected virtual bool LeavesItsBrowsers => true;

    public virtual async ValueTask InitializeAsync() => await chromium.GetBrowserAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        List<string> faults = [.. visitors.SelectMany(v => v.Faults.Select(fault => $"{v.Name}: {fault}")), .. FaultsElsewhere()];
        var failed = faults.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed;
        if (failed)
            await SaveScreenshotsAsync();
        foreach (var visitor in visitors)
        {
            if (failed || !LeavesItsBrowsers)
                await visitor.DisposeAsync();
            else
                await visitor.LeaveAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Errors during the test outside the browsers.</summary>
    protected virtual IEnumerable<string> FaultsElsewhere() => [];

    /// <summary>A new browser at that address, without a sign-in.</summary>
    protected async Task<BrowserUser> UserAsync(string address, string name, BrowserNewContextOptions? options = null)
    {
        var visitor = await BrowserUser.WithAsync(chromium, name, address, options);
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
            foreach (var (page, tab) in visitor.Pages.Select((p, tab) => (p, tab)))
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(folder, $"{GetType().Name}.{test}.{i}.{tab}.png"), FullPage = true });
        }
    }
}
