using ContactPortal.Tests.Architecture;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>
/// What every test in a browser has: the portal of its class, persons who sign in to it, and at the end nothing that went wrong in
/// any of their browsers or in the portal's log.
/// </summary>
public abstract class BrowserTest(Chromium chromium, DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>, IAsyncLifetime
{
    private readonly List<Visitor> visitors = [];
    private IBrowser browser = null!;
    private int faultsBefore;

    protected DemonstrationPortal Portal => portal;

    /// <summary>Whether the portal's log is to be without errors; a test that makes one says no.</summary>
    protected bool FaultsAreExpected { get; set; }

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        browser = await chromium.StartedAsync();
        faultsBefore = portal.Host.Log.Faults.Count();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        List<string> faults = [.. visitors.SelectMany(v => v.Faults.Select(fault => $"{v.Name}: {fault}"))];
        if (!FaultsAreExpected)
            faults.AddRange(portal.Host.Log.Faults.Skip(faultsBefore).Select(line => $"portal: {line.Text}"));
        if (faults.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed)
            await PhotographAsync();
        foreach (var visitor in visitors)
            await visitor.DisposeAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>A browser in which nobody has signed in yet.</summary>
    protected async Task<Visitor> StrangerAsync(BrowserNewContextOptions? options = null, string name = "Gæst", string? address = null)
    {
        var visitor = await Visitor.WithAsync(browser, name, address ?? portal.Host.Address, options);
        visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A persona who has signed in and has Kontakter open.</summary>
    protected async Task<Visitor> AtContactsAsync(string persona, BrowserNewContextOptions? options = null)
    {
        var visitor = await StrangerAsync(options, persona);
        await visitor.SignInAsync();
        await visitor.OpenAsync();
        return visitor;
    }

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private async Task PhotographAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Sources.Root, "TestResults")).FullName;
        var test = TestContext.Current.TestMethod?.MethodName;
        foreach (var (visitor, i) in visitors.Select((v, i) => (v, i)))
        {
            foreach (var (page, tab) in visitor.Context.Pages.Select((p, tab) => (p, tab)))
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{GetType().Name}.{test}.{i}.{tab}.png"), FullPage = true });
        }
    }
}
