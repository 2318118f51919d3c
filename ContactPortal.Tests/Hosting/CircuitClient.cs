using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Hosting;

/// <summary>An event that a live page listens to.</summary>
internal sealed record CircuitEvent(ulong Handler, string Name, string Element);

/// <summary>A live page without a browser: speaks the circuit's protocol, and keeps every byte that the server sends.</summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    /// <summary>What is answered to an event when the server closes the connection instead.</summary>
    public const string WasClosed = "closed";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri address;
    private readonly HubConnection hub;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> calls = [];
    private readonly TaskCompletionSource live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim turn = new(1, 1);
    private int lastCall;

    /// <summary>A connection with those cookies; nothing is started yet.</summary>
    public CircuitClient(string portal, CookieContainer cookies, Action<string>? handler = null)
    {
        address = new($"{portal}/");
        Heard = handler ?? (_ => { });
        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Cookies = cookies;
            options.Headers["Origin"] = portal;
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPackProtocol>();
        hub = builder.Build();
        Listen();
    }

    /// <summary>The circuit's secret, by which a lost connection asks for it again; null when the server refused one.</summary>
    public string? Secret { get; private set; }

    /// <summary>What the server said went wrong.</summary>
    public string? Error { get; private set; }

    /// <summary>The events that the page has listened to so far, in the order in which they came.</summary>
    public ConcurrentQueue<CircuitEvent> Events { get; } = [];

    /// <summary>The page as a browser would have it, when it is to be kept.</summary>
    public CircuitPage? Page { get; init; }

    /// <summary>The scripts that the server has called.</summary>
    public ConcurrentQueue<string> Scripts { get; } = [];

    /// <summary>Completes when the server closes the connection.</summary>
    public Task Closed => closed.Task;

    /// <summary>Whether its line is there.</summary>
    public bool IsConnected => hub.State == HubConnectionState.Connected;

    private Action<string> Heard { get; }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Only connects, as a page does that has lost its line.</summary>
    public Task ConnectAsync() => hub.StartAsync(CancellationToken);

    /// <summary>Asks for the circuit of another connection.</summary>
    public Task<bool> TakeOverAsync(string secret) => hub.InvokeAsync<bool>("ConnectCircuit", secret, CancellationToken);

    /// <summary>Asks for a circuit that was put away.</summary>
    public Task<string?> ResumeAsync(string secret) =>
        hub.InvokeAsync<string?>("ResumeCircuit", secret, address.ToString(), address.ToString(), "[]", "", CancellationToken);

    /// <summary>Opens a page from its HTML, as the framework's script does; returns when it is live, or when the server refused.</summary>
    public async Task StartAsync(string path, string html)
    {
        await ConnectAsync();
        Secret = await hub.InvokeAsync<string?>(
            "StartCircuit", address.ToString(), new Uri(address, path.TrimStart('/')).ToString(), "[]", State().Match(html).Groups[1].Value, CancellationToken);
        if (Secret is not null)
            await hub.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = Roots(html) }.ToJsonString(), "", CancellationToken);

        // Live, or told why not.
        await live.Task.WaitAsync(Patience, CancellationToken);
    }

    /// <summary>Sends an event to the page, to a handler that it has or has not.</summary>
    public Task<string> SendEventAsync(ulong handler, string name, string arguments) => SendEventAsync(() => handler, name, arguments);

    /// <summary>Sends an event to the page, to the element with that attribute as it is then.</summary>
    public Task<string> SendEventAsync(string attribute, string value, string name, string arguments) =>
        SendEventAsync(() => Page!.Handler($"on{name}", attribute, value), name, arguments);

    public Task<string> ClickAsync(ulong handler) => SendEventAsync(handler, "click", "{\"detail\":1,\"button\":0,\"buttons\":0,\"type\":\"click\"}");

    /// <summary>Calls a method of the server by name, as a script could.</summary>
    public Task CallAsync(string id, string? assembly, string method, long target, string arguments) =>
        hub.SendAsync("BeginInvokeDotNetFromJS", id, assembly, method, target, arguments, CancellationToken);

    /// <summary>Goes to another address within the page.</summary>
    public Task NavigateAsync(string path) => hub.SendAsync("OnLocationChanged", new Uri(address, path).ToString(), null, true, CancellationToken);

    /// <summary>Breaks the line as a network does, without a goodbye.</summary>
    public Task BreakAsync() => hub.StopAsync(CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        turn.Dispose();
    }

    private static JsonArray Roots(string html)
    {
        var roots = new JsonArray();
        foreach (Match match in Marker().Matches(html))
        {
            // The end of a component has a marker too, with nothing but an id.
            var marker = JsonNode.Parse(match.Groups[1].Value)!.AsObject();
            if ((string?)marker["type"] is not "server")
                continue;
            marker["uniqueId"] = roots.Count;
            roots.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = roots.Count + 1, ["marker"] = marker });
        }

        return roots;
    }

    private void Listen()
    {
        hub.On<int, byte[]>("JS.RenderBatch", (id, bytes) => InTurnAsync(() =>
        {
            var batch = new RenderBatch(bytes);
            Heard(Encoding.UTF8.GetString(bytes));
            ReadEvents(batch);
            Page?.Take(batch);
            return hub.SendAsync("OnRenderCompleted", (long)id, (string?)null);
        }));
        hub.On<int, string>("JS.AttachComponent", (_, _) => { });
        hub.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (id, script, arguments, resultType, _, _) =>
        {
            Scripts.Enqueue(script);
            Heard($"{script} {arguments}");
            return id == 0 ? Task.CompletedTask : hub.SendAsync("EndInvokeJSFromDotNet", id, true, $"[{id},true,{Answer(script, resultType)}]");
        });
        hub.On<string, bool, string>("JS.EndInvokeDotNet", (id, done, result) =>
        {
            Heard(result);
            if (calls.TryRemove(id, out var call))
                call.SetResult(done ? result : $"refused: {result}");
        });
        hub.On<long>("JS.EndUpdateRootComponents", _ => live.TrySetResult());
        hub.On<string>("JS.Error", error =>
        {
            Error = error;
            Heard(error);
            live.TrySetResult();
            foreach (var call in calls.Values)
                call.TrySetResult($"failed: {error}");
        });
        hub.On<string>("JS.SavePersistedState", Heard);
        hub.On<byte[]>("JS.ReceiveByteArray", bytes => Heard(Encoding.UTF8.GetString(bytes)));
        hub.Closed += fault =>
        {
            foreach (var call in calls.Values)
                call.TrySetResult(WasClosed);
            live.TrySetResult();
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    private async Task<string> SendEventAsync(Func<ulong> handler, string name, string arguments)
    {
        var id = Interlocked.Increment(ref lastCall).ToString(CultureInfo.InvariantCulture);
        var answer = calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await InTurnAsync(() => CallAsync(
            id, null, "DispatchEventAsync", 1, $"[{{\"eventHandlerId\":{handler()},\"eventName\":\"{name}\",\"eventFieldInfo\":null}},{arguments}]"));
        return await answer.Task.WaitAsync(Patience, CancellationToken);
    }

    // As a browser does one thing at a time: a handler is replaced for good once the drawing is confirmed that replaces it.
    private async Task InTurnAsync(Func<Task> send)
    {
        await turn.WaitAsync(CancellationToken);
        try
        {
            await send();
        }
        finally
        {
            turn.Release();
        }
    }

    private static string Answer(string script, int resultType)
    {
        const int nothing = 3;
        return resultType == nothing ? "null" : script switch
        {
            "Blazor._internal.PageTitle.getAndRemoveExistingTitle" => "\"\"",
            "mudElementRef.getBoundingClientRect" => "{}",
            "mudpopoverHelper.countProviders" => "1",
            "portal.alive" => "true",
            _ when script.Contains("addWindowEvent", StringComparison.OrdinalIgnoreCase) => "true",
            _ => "null",
        };
    }

    private void ReadEvents(RenderBatch batch)
    {
        var element = -1;
        for (var i = 0; i < batch.FrameCount; i++)
        {
            var frame = batch[i];
            if (frame.Type == FrameType.Element)
                element = frame.Second;
            else if (frame is { Type: FrameType.Attribute, Handler: > 0 })
                Events.Enqueue(new(frame.Handler, batch.Text(frame.First)!, batch.Text(element) ?? ""));
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
