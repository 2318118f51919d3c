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

/// <summary>A live page without a browser: a client of the circuit protocol that passes all that the server sends to a callback.</summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    /// <summary>The result of an event when the server closed the connection instead of answering.</summary>
    public const string ConnectionClosed = "closed";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Uri address;
    private readonly HubConnection hub;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> calls = [];
    private readonly TaskCompletionSource live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim exclusive = new(1, 1);
    private int lastCall;

    /// <summary>Creates a connection with those cookies, without starting it.</summary>
    public CircuitClient(string portal, CookieContainer cookies, Action<string>? handler = null)
    {
        address = new($"{portal}/");
        Received = handler ?? (_ => { });
        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Cookies = cookies;
            options.Headers["Origin"] = portal;
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPackProtocol>();
        hub = builder.Build();
        RegisterHandlers();
    }

    /// <summary>The circuit's secret, with which a new connection can reconnect to it; null when the server refused to start one.</summary>
    public string? Secret { get; private set; }

    /// <summary>The last error that the server reported.</summary>
    public string? Error { get; private set; }

    /// <summary>All event handlers that the page has rendered so far, in order.</summary>
    public ConcurrentQueue<CircuitEvent> Events { get; } = [];

    /// <summary>The page's element tree, when it is to be kept.</summary>
    public CircuitPage? Page { get; init; }

    /// <summary>The JavaScript functions that the server has called.</summary>
    public ConcurrentQueue<string> Scripts { get; } = [];

    /// <summary>Completes when the server closes the connection.</summary>
    public Task Closed => closed.Task;

    /// <summary>Whether the connection is open.</summary>
    public bool IsConnected => hub.State == HubConnectionState.Connected;

    private Action<string> Received { get; }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Only opens the connection, as a page does before it reconnects to its circuit.</summary>
    public Task ConnectAsync() => hub.StartAsync(CancellationToken);

    /// <summary>Reconnects to the circuit of another connection.</summary>
    public Task<bool> ReconnectAsync(string secret) => hub.InvokeAsync<bool>("ConnectCircuit", secret, CancellationToken);

    /// <summary>Resumes a circuit whose state was persisted.</summary>
    public Task<string?> ResumeAsync(string secret) =>
        hub.InvokeAsync<string?>("ResumeCircuit", secret, address.ToString(), address.ToString(), "[]", "", CancellationToken);

    /// <summary>Starts a circuit from the page's HTML, as the framework's script does; returns when it is live or was refused.</summary>
    public async Task StartAsync(string path, string html)
    {
        await ConnectAsync();
        Secret = await hub.InvokeAsync<string?>(
            "StartCircuit", address.ToString(), new Uri(address, path.TrimStart('/')).ToString(), "[]", State().Match(html).Groups[1].Value,
            CancellationToken);
        if (Secret is not null)
            await hub.SendAsync(
                "UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = Roots(html) }.ToJsonString(), "",
                CancellationToken);

        // Also set when the server reports an error.
        await live.Task.WaitAsync(Timeout, CancellationToken);
    }

    /// <summary>Sends an event to a handler, which need not exist.</summary>
    public Task<string> SendEventAsync(ulong handler, string name, string arguments) => SendEventAsync(() => handler, name, arguments);

    /// <summary>Sends an event to the element that has the attribute at that time.</summary>
    public Task<string> SendEventAsync(string attribute, string value, string name, string arguments) =>
        SendEventAsync(() => Page!.Handler($"on{name}", attribute, value), name, arguments);

    public Task<string> ClickAsync(ulong handler) =>
        SendEventAsync(handler, "click", "{\"detail\":1,\"button\":0,\"buttons\":0,\"type\":\"click\"}");

    /// <summary>Invokes a .NET method by name, as a script could.</summary>
    public Task CallAsync(string id, string? assembly, string method, long target, string arguments) =>
        hub.SendAsync("BeginInvokeDotNetFromJS", id, assembly, method, target, arguments, CancellationToken);

    /// <summary>Navigates to another address within the circuit.</summary>
    public Task NavigateAsync(string path) =>
        hub.SendAsync("OnLocationChanged", new Uri(address, path).ToString(), null, true, CancellationToken);

    /// <summary>Closes the connection without ending the circuit, as a network failure does.</summary>
    public Task DisconnectAsync() => hub.StopAsync(CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        exclusive.Dispose();
    }

    private static JsonArray Roots(string html)
    {
        var roots = new JsonArray();
        foreach (Match match in Marker().Matches(html))
        {
            // Skip end markers, which hold only an id.
            var marker = JsonNode.Parse(match.Groups[1].Value)!.AsObject();
            if ((string?)marker["type"] is not "server")
                continue;
            marker["uniqueId"] = roots.Count;
            roots.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = roots.Count + 1, ["marker"] = marker });
        }

        return roots;
    }

    private void RegisterHandlers()
    {
        hub.On<int, byte[]>("JS.RenderBatch", (id, bytes) => RunExclusiveAsync(() =>
        {
            var batch = new RenderBatch(bytes);
            Received(Encoding.UTF8.GetString(bytes));
            ReadEvents(batch);
            Page?.Apply(batch);
            return hub.SendAsync("OnRenderCompleted", (long)id, (string?)null);
        }));
        hub.On<int, string>("JS.AttachComponent", (_, _) => { });
        hub.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (id, script, arguments, resultType, _, _) =>
        {
            Scripts.Enqueue(script);
            Received($"{script} {arguments}");
            return id == 0
                ? Task.CompletedTask
                : hub.SendAsync("EndInvokeJSFromDotNet", id, true, $"[{id},true,{Answer(script, resultType)}]");
        });
        hub.On<string, bool, string>("JS.EndInvokeDotNet", (id, done, result) =>
        {
            Received(result);
            if (calls.TryRemove(id, out var call))
                call.SetResult(done ? result : $"refused: {result}");
        });
        hub.On<long>("JS.EndUpdateRootComponents", _ => live.TrySetResult());
        hub.On<string>("JS.Error", error =>
        {
            Error = error;
            Received(error);
            live.TrySetResult();
            foreach (var call in calls.Values)
                call.TrySetResult($"failed: {error}");
        });
        hub.On<string>("JS.SavePersistedState", Received);
        hub.On<byte[]>("JS.ReceiveByteArray", bytes => Received(Encoding.UTF8.GetString(bytes)));
        hub.Closed += fault =>
        {
            foreach (var call in calls.Values)
                call.TrySetResult(ConnectionClosed);
            live.TrySetResult();
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    private async Task<string> SendEventAsync(Func<ulong> handler, string name, string arguments)
    {
        var id = Interlocked.Increment(ref lastCall).ToString(CultureInfo.InvariantCulture);
        var answer = calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await RunExclusiveAsync(() => CallAsync(
            id, null, "DispatchEventAsync", 1,
            $"[{{\"eventHandlerId\":{handler()},\"eventName\":\"{name}\",\"eventFieldInfo\":null}},{arguments}]"));
        return await answer.Task.WaitAsync(Timeout, CancellationToken);
    }

    // One at a time, as in a browser: the server drops replaced handlers once the render batch that replaces them is acknowledged.
    private async Task RunExclusiveAsync(Func<Task> send)
    {
        await exclusive.WaitAsync(CancellationToken);
        try
        {
            await send();
        }
        finally
        {
            exclusive.Release();
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
