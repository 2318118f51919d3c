using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>A person with their own browser context: cookies, storage and settings are not shared.</summary>
public sealed class BrowserUser : IAsyncDisposable
{
    // Generous: a wait ends as soon as its condition holds. Promised times are measured by the benches.
    private const float TimeoutMs = 60_000;
    private const float NavigationTimeoutMs = 2 * TimeoutMs;

    private readonly ConcurrentQueue<string> faults = [];
    private readonly List<Regex> expected = [];
    private readonly List<string> addresses;
    private readonly Chromium chromium;
    private readonly PersonContext own;
    private bool isForOthers = true;

    private BrowserUser(string name, Chromium chromium, PersonContext own)
    {
        (Name, this.chromium, this.own, addresses) = (name, chromium, own, [own.Address, "data:", "blob:"]);
        var (context, page) = (own.Context, own.Page);
        context.SetDefaultTimeout(TimeoutMs);
        context.SetDefaultNavigationTimeout(NavigationTimeoutMs);
        RecordErrors(page);
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest)
                Answer = response;
        };
    }

    public string Name { get; }

    /// <summary>The context. Whoever asks for it may change what can't be undone, so that no other test gets it afterwards.</summary>
    public IBrowserContext Context
    {
        get
        {
            isForOthers = false;
            return own.Context;
        }
    }

    /// <summary>Sends requests of its own, with the browser's cookies.</summary>
    public IAPIRequestContext Requests => own.Context.APIRequest;

    /// <summary>The first page.</summary>
    public IPage Page => own.Page;

    /// <summary>All open pages.</summary>
    public IReadOnlyList<IPage> Pages => own.Context.Pages;

    /// <summary>The response to the latest navigation; null before the first.</summary>
    public IResponse? Answer { get; private set; }

    /// <summary>Every requested URL.</summary>
    public ConcurrentQueue<string> RequestedUrls { get; } = [];

    public ILocator Valg => Page.GetByRole(AriaRole.Region, new() { Name = "Valg", Exact = true });

    public ILocator Oversigt => Page.GetByRole(AriaRole.Region, new() { Name = "Oversigt", Exact = true });

    public ILocator Table => Page.GetByRole(AriaRole.Table, new() { Name = "Oversigt", Exact = true });

    /// <summary>The errors in this browser that the test does not expect, and requests to other servers.</summary>
    public IEnumerable<string> Faults =>
        faults.Where(fault => !expected.Any(f => f.IsMatch(fault)))
            .Concat(RequestedUrls.Where(a => !addresses.Any(allowed => a.StartsWith(allowed, StringComparison.Ordinal)))
                .Select(a => $"asked another server: {a}"));

    public static async Task<BrowserUser> WithAsync(Chromium chromium, string name, string address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Locale ??= "da-DK";
        options.ViewportSize ??= new() { Width = 1280, Height = 900 };
        return new(name, chromium, await chromium.TakeContextAsync(address, options));
    }

    public Task AddCookiesAsync(IEnumerable<Cookie> cookies) => own.Context.AddCookiesAsync(cookies);

    public Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => own.Context.CookiesAsync();

    public Task ClearCookiesAsync() => own.Context.ClearCookiesAsync();

    /// <summary>Opens another tab, whose errors are recorded too.</summary>
    public async Task<IPage> AnotherTabAsync()
    {
        var page = await own.Context.NewPageAsync();
        RecordErrors(page);
        return page;
    }

    /// <summary>Signs in with the sign-in form over HTTP, without rendering the page.</summary>
    public async Task SignInAsync(string? persona = null)
    {
        var page = await (await Requests.GetAsync(PortalUrls.SignIn)).TextAsync();
        var form = Requests.CreateFormData();
        form.Set("__RequestVerificationToken", PortalClient.TokenIn(page));
        form.Set("persona", PersonaKeys.Of(page, persona ?? Name));
        form.Set(PortalUrls.ReturnKey, PortalUrls.PersonalData);
        var answer = await Requests.PostAsync(PortalUrls.SignIn, new() { Form = form });
        Assert.EndsWith(PortalUrls.PersonalData, answer.Url, StringComparison.Ordinal);
    }

    /// <summary>Opens Kontakter and waits until it is interactive.</summary>
    public async Task OpenAsync(string? at = null)
    {
        await Page.GotoAsync(at ?? PortalUrls.Contacts);
        await ReadyAsync();
    }

    /// <summary>Opens a page and waits until it is interactive.</summary>
    public async Task GoLiveAsync(string address)
    {
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.WebSocket += Listen;
        await Page.GotoAsync(address);
        await live.Task.WaitAsync(TimeSpan.FromMilliseconds(NavigationTimeoutMs));
        Page.WebSocket -= Listen;

        void Listen(object? page, IWebSocket socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is { } bytes && bytes.AsSpan().IndexOf("JS.EndUpdateRootComponents"u8) >= 0)
                live.TrySetResult();
        };
    }

    /// <summary>Advances the browser's clock, as after sleep; its timers continue from there.</summary>
    public async Task AdvanceAsync(TimeSpan time) =>
        await Context.Clock.SetSystemTimeAsync(
            DateTimeOffset.FromUnixTimeMilliseconds(await Page.EvaluateAsync<long>("() => Date.now()")).UtcDateTime + time);

    public Task ReadyAsync() => ReadyAsync(Page);

    public static Task ReadyAsync(IPage page) =>
        Assertions.Expect(page.Locator("[data-key=cancel]")).ToBeEnabledAsync(new() { Timeout = TimeoutMs });

    public ILocator Field(string label) => Valg.GetByLabel(label, new() { Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Row(string name) =>
        Table.GetByRole(AriaRole.Row)
            .Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = $"Rediger {name}", Exact = true }) });

    /// <summary>Opens the contact in the edit panel (Valg).</summary>
    public async Task EditAsync(string name)
    {
        await Table.GetByRole(AriaRole.Button, new() { Name = $"Rediger {name}", Exact = true }).ClickAsync();
        await Assertions.Expect(Field("Navn")).ToHaveValueAsync(name);
        await Assertions.Expect(Field("Navn")).ToBeFocusedAsync();
    }

    /// <summary>Presses Gem and waits for a status message with that text.</summary>
    public async Task SaveAsync(string answer = "Gemt")
    {
        await Button("Gem").ClickAsync();
        await Assertions.Expect(StatusMessage(answer)).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until the control has the focus; fails after 120 times.</summary>
    public async Task TabToAsync(string name)
    {
        // More than the page's controls.
        const int most = 120;
        var focused = Page.Locator("*:focus");
        for (var i = 0; i < most; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if ((await focused.AriaSnapshotAsync()).Split('\n')[0].Contains($"\"{name}\"", StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"Tab never came to {name}.");
    }

    /// <summary>The status message of the edit panel with that text.</summary>
    public ILocator StatusMessage(string text) => Valg.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    /// <summary>Allows requests to another server, such as the identity provider.</summary>
    public void AllowRequestsTo(string server) => addresses.Add(server);

    /// <summary>Marks errors that match the pattern as expected.</summary>
    public void ExpectErrors(string pattern) => expected.Add(new(pattern));

    /// <summary>Leaves the browser to the next test, cleared, unless the test has changed what can't be undone.</summary>
    public async Task LeaveAsync()
    {
        if (isForOthers)
            await chromium.GiveBackAsync(own);
        else
            await DisposeAsync();
    }

    public ValueTask DisposeAsync() => own.Context.DisposeAsync();

    private void RecordErrors(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                faults.Enqueue($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => faults.Enqueue($"page: {error}");
        page.Request += (_, request) => RequestedUrls.Enqueue(request.Url);
        page.WebSocket += (_, socket) => RequestedUrls.Enqueue(
            socket.Url.Replace("ws:", "http:", StringComparison.Ordinal).Replace("wss:", "https:", StringComparison.Ordinal));
    }
}
