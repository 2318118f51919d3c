using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ContactPortal.Tests.Hosting;

/// <summary>A TCP proxy that a test can disconnect, pause or turn into a black hole, and that can delay what the server sends.</summary>
public sealed class FaultyTcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> open = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private readonly int port;
    private readonly TimeSpan delay;
    private volatile bool disconnected;
    private long sent;
    private volatile int blackHoles;
    private volatile TaskCompletionSource requests = Released();
    private volatile TaskCompletionSource responses = Released();

    public FaultyTcpProxy(string portal, TimeSpan delay = default)
    {
        this.delay = delay;
        port = new Uri(portal).Port;
        listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        accepting = AcceptAsync();
    }

    /// <summary>The address of the proxy.</summary>
    public string Address { get; }

    /// <summary>The bytes transferred from the server: compressed, with headers.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Closes every connection and refuses new ones.</summary>
    public void Disconnect()
    {
        disconnected = true;
        foreach (var socket in open.Keys)
            socket.Close(0);
    }

    /// <summary>Accepts connections again.</summary>
    public void Reconnect() => disconnected = false;

    /// <summary>Holds back all data in both directions while the connections stay open, as when a laptop sleeps.</summary>
    public void Pause()
    {
        requests = Held();
        HoldResponses();
    }

    /// <summary>Silently drops all further data of the connections that are open now; new ones work.</summary>
    public void BlackHole() => Interlocked.Increment(ref blackHoles);

    /// <summary>Holds back what the server sends; requests still reach it.</summary>
    public void HoldResponses() => responses = Held();

    /// <summary>Releases the data that was held back.</summary>
    public void Resume()
    {
        requests.TrySetResult();
        responses.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Disconnect();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptSocketAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        var before = blackHoles;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                // Registered before the check, so that a concurrent Disconnect closes these too.
                (open[client], open[server]) = (0, 0);
                if (disconnected)
                    return;
                await server.ConnectAsync(IPAddress.Loopback, port, stop.Token);
                await using NetworkStream clientStream = new(client), serverStream = new(server);
                await Task.WhenAny(
                    CopyAsync(clientStream, serverStream, TimeSpan.Zero, () => UnlessBlackHoled(requests)),
                    CopyAsync(
                        serverStream, clientStream, delay, () => UnlessBlackHoled(responses), count => Interlocked.Add(ref sent, count)));
            }
            catch (Exception exception) when (
                exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Disconnected, or closed by either end.
            }
            finally
            {
                open.TryRemove(client, out _);
                open.TryRemove(server, out _);
            }
        }

        Task UnlessBlackHoled(TaskCompletionSource released) => before == blackHoles ? released.Task : Held().Task;
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, TimeSpan delay, Func<Task> released, Action<int>? forwarded = null)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, stop.Token) is var count and > 0)
        {
            await Task.Delay(delay, stop.Token);
            await released().WaitAsync(stop.Token);
            forwarded?.Invoke(count);
            await to.WriteAsync(buffer.AsMemory(0, count), stop.Token);
        }
    }

    private static TaskCompletionSource Held() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Released()
    {
        var released = Held();
        released.SetResult();
        return released;
    }
}
