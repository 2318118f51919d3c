using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// Debian's Firefox with one page, driven over WebDriver BiDi: Playwright drives only a Firefox of its own, which no package source of
/// Debian has. For the few tests of what browsers do differently.
/// </summary>
internal sealed class Firefox : IAsyncDisposable
{
    private const string Listening = "WebDriver BiDi listening on ";
    private const int BufferSize = 64 * 1024;

    // For busy machines; a page that is ready earlier costs nothing.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    // In each frame: that something is shown, such as a menu, need not change the document.
    private const string Until =
        """
        find => new Promise(done => {
          const look = () => {
            const found = find();
            if (found) done(found);
            else requestAnimationFrame(look);
          };
          look();
        })
        """;

    private readonly string profile = Directory.CreateTempSubdirectory("contactportal-firefox-").FullName;
    private readonly ClientWebSocket socket = new();
    private Process? process;
    private string page = "";
    private int commands;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Starts the browser; the test is skipped when it is not installed.</summary>
    public static async Task<Firefox> StartAsync()
    {
        var program = Installed.Find("firefox-esr", "firefox");
        Assert.SkipWhen(program is null, "There is no Firefox on the PATH: install the package firefox-esr to run the tests in it.");
        var firefox = new Firefox();
        try
        {
            await firefox.BeginAsync(program!);
            return firefox;
        }
        catch
        {
            await firefox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the address, and returns when the page is loaded.</summary>
    public Task OpenAsync(string address) => SendAsync(
        "browsingContext.navigate", new() { ["context"] = page, ["url"] = address, ["wait"] = "complete" });

    /// <summary>Waits until an element of that selector, and with that text if one is given, is shown.</summary>
    public Task ExpectAsync(string selector, string? text = null) => FindAsync(selector, text);

    /// <summary>Waits for that element, and clicks it as a mouse does.</summary>
    public async Task ClickAsync(string selector, string? text = null)
    {
        var element = await FindAsync(selector, text);
        var origin = new JsonObject
        {
            ["type"] = "element", ["element"] = new JsonObject { ["sharedId"] = element["sharedId"]!.GetValue<string>() },
        };
        await SendAsync("input.performActions", new()
        {
            ["context"] = page,
            ["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "pointer", ["id"] = "mouse",
                ["actions"] = new JsonArray(
                    new JsonObject { ["type"] = "pointerMove", ["x"] = 0, ["y"] = 0, ["origin"] = origin },
                    new JsonObject { ["type"] = "pointerDown", ["button"] = 0 },
                    new JsonObject { ["type"] = "pointerUp", ["button"] = 0 }),
            }),
        });
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        TemporaryFolder.Remove(profile);
    }

    private async Task BeginAsync(string program)
    {
        process = Process.Start(new ProcessStartInfo(
            program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        timeout.CancelAfter(Timeout);
        string? line;
        do
            line = await process.StandardError.ReadLineAsync(timeout.Token);
        while (line?.StartsWith(Listening, StringComparison.Ordinal) == false);
        Assert.True(line is not null, "Firefox ended by itself.");

        // An unread pipe would fill up and block the browser.
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await socket.ConnectAsync(new($"{line![Listening.Length..]}/session"), timeout.Token);
        await SendAsync("session.new", new() { ["capabilities"] = new JsonObject() });
        var tree = await SendAsync("browsingContext.getTree", []);
        page = tree["contexts"]![0]!["context"]!.GetValue<string>();
    }

    private async Task<JsonNode> FindAsync(string selector, string? text)
    {
        var (wanted, said) = (JsonSerializer.Serialize(selector), JsonSerializer.Serialize(text));
        var find =
            $"() => [...document.querySelectorAll({wanted})].find(e => e.checkVisibility() "
            + $"&& ({said} === null || e.textContent.trim() === {said}))";
        var answer = await SendAsync("script.evaluate", new()
        {
            ["expression"] = $"({Until})({find})", ["target"] = new JsonObject { ["context"] = page }, ["awaitPromise"] = true,
        });
        return answer["result"] ?? throw new InvalidOperationException($"{selector} was not found: {answer["exceptionDetails"]}");
    }

    // One at a time: whatever else arrives before the answer is an event that nobody asked for.
    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        timeout.CancelAfter(Timeout);
        var id = ++commands;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        while (true)
        {
            var message = await ReceiveAsync(timeout.Token);
            if (message["id"]?.GetValue<int>() != id)
                continue;
            return message["result"]
                ?? throw new InvalidOperationException($"Firefox refused {method}: {message["error"]}, {message["message"]}");
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[BufferSize];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
