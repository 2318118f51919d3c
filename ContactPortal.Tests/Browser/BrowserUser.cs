using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>A person at a browser of their own: cookies, storage and settings are nobody else's.</summary>
public sealed class BrowserUser : IAsyncDisposable
{
    // What is waited for costs nothing when it comes. No test holds the portal to a time by the browser's clock; the benches do that.
    private const float Patience = 60_000;
    private const float PatienceForPages = 2 * Patience;

    private readonly ConcurrentQueue<string> faults = [];
    private readonly List<Regex> forgiven = [];
    private readonly string address;

    private BrowserUser(string name, IBrowserContext context, IPage page, string address)
    {
        (Name, Context, Page, this.address) = (name, context, page, address);
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(PatienceForPages);
        Watch(page);
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest)
                Answer = response;
        };
    }

    public string Name { get; }

    public IBrowserContext Context { get; }

    /// <summary>The page in front.</summary>
    public IPage Page { get; }

    /// <summary>The answer that the page in front was loaded from last; none before it was.</summary>
    public IResponse? Answer { get; private set; }

    /// <summary>Every address that was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public ILocator Valg => Page.GetByRole(AriaRole.Region, new() { Name = "Valg", Exact = true });

    public ILocator Oversigt => Page.GetByRole(AriaRole.Region, new() { Name = "Oversigt", Exact = true });

    public ILocator Table => Page.GetByRole(AriaRole.Table, new() { Name = "Oversigt", Exact = true });

    /// <summary>What went wrong in this browser, but for what the test said it expects.</summary>
    public IEnumerable<string> Faults =>
        faults.Where(fault => !forgiven.Any(f => f.IsMatch(fault)))
            .Concat(Asked.Where(a => !a.StartsWith(address, StringComparison.Ordinal) && !a.StartsWith("data:", StringComparison.Ordinal) && !a.StartsWith("blob:", StringComparison.Ordinal))
                .Select(a => $"asked another server: {a}"));

    public static async Task<BrowserUser> WithAsync(IBrowser browser, string name, string address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = address;
        options.Locale ??= "da-DK";
        options.ViewportSize ??= new() { Width = 1280, Height = 900 };
        var context = await browser.NewContextAsync(options);
        return new(name, context, await context.NewPageAsync(), address);
    }

    /// <summary>Another tab of the same browser, watched like the first.</summary>
    public async Task<IPage> AnotherTabAsync()
    {
        var page = await Context.NewPageAsync();
        Watch(page);
        return page;
    }

    /// <summary>Signs in with the form of the sign-in page, without drawing it.</summary>
    public async Task SignInAsync(string? persona = null)
    {
        var page = await (await Context.APIRequest.GetAsync(PortalUrls.SignIn)).TextAsync();
        var form = Context.APIRequest.CreateFormData();
        form.Set("__RequestVerificationToken", PortalClient.TokenIn(page));
        form.Set("persona", PersonaKeys.Of(page, persona ?? Name));
        form.Set(PortalUrls.ReturnKey, PortalUrls.PersonalData);
        var answer = await Context.APIRequest.PostAsync(PortalUrls.SignIn, new() { Form = form });
        Assert.EndsWith(PortalUrls.PersonalData, answer.Url, StringComparison.Ordinal);
    }

    /// <summary>Opens Kontakter and waits until it can be worked with.</summary>
    public async Task OpenAsync(string? at = null)
    {
        await Page.GotoAsync(at ?? PortalUrls.Contacts);
        await ReadyAsync();
    }

    /// <summary>Goes to a page and waits until it is live: before that nothing on it answers.</summary>
    public async Task GoLiveAsync(string address)
    {
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.WebSocket += Listen;
        await Page.GotoAsync(address);
        await live.Task.WaitAsync(TimeSpan.FromMilliseconds(PatienceForPages));
        Page.WebSocket -= Listen;

        void Listen(object? page, IWebSocket socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is { } bytes && bytes.AsSpan().IndexOf("JS.EndUpdateRootComponents"u8) >= 0)
                live.TrySetResult();
        };
    }

    /// <summary>Sets the browser's clock forward, as when it wakes after having slept: its timers go on from there.</summary>
    public async Task PassAsync(TimeSpan time) =>
        await Page.Clock.SetSystemTimeAsync(DateTimeOffset.FromUnixTimeMilliseconds(await Page.EvaluateAsync<long>("() => Date.now()")).UtcDateTime + time);

    public Task ReadyAsync() => ReadyAsync(Page);

    public static Task ReadyAsync(IPage page) => Assertions.Expect(page.Locator("[data-key=cancel]")).ToBeEnabledAsync(new() { Timeout = Patience });

    public ILocator Field(string label) => Valg.GetByLabel(label, new() { Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Row(string name) =>
        Table.GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = $"Rediger {name}", Exact = true }) });

    /// <summary>Loads that contact into Valg.</summary>
    public async Task EditAsync(string name)
    {
        await Table.GetByRole(AriaRole.Button, new() { Name = $"Rediger {name}", Exact = true }).ClickAsync();
        await Assertions.Expect(Field("Navn")).ToHaveValueAsync(name);
        await Assertions.Expect(Field("Navn")).ToBeFocusedAsync();
    }

    /// <summary>Presses Gem and waits for the answer that begins so.</summary>
    public async Task SaveAsync(string answer = "Gemt")
    {
        await Button("Gem").ClickAsync();
        await Assertions.Expect(StatusMessage(answer)).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until that control has the focus.</summary>
    public async Task TabToAsync(string name)
    {
        // The page has fewer controls than this.
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

    /// <summary>What Valg says with that text in it.</summary>
    public ILocator StatusMessage(string text) => Valg.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    /// <summary>Says that such a message is part of the test.</summary>
    public void Expects(string pattern) => forgiven.Add(new(pattern));

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                faults.Enqueue($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => faults.Enqueue($"page: {error}");
        page.Request += (_, request) => Asked.Enqueue(request.Url);
        page.WebSocket += (_, socket) => Asked.Enqueue(socket.Url.Replace("ws:", "http:", StringComparison.Ordinal));
    }
}
