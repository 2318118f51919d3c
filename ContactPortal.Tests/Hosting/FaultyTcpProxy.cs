using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ContactPortal.Tests.Hosting;

/// <summary>A cable, between a browser and the portal for one, that a test can pull out and put back, or only clamp, and that can be a long one.</summary>
public sealed class FaultyTcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> open = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private readonly int port;
    private readonly TimeSpan delay;
    private volatile bool cut;
    private long sent;
    private volatile int strandings;
    private volatile TaskCompletionSource requests = Flowing();
    private volatile TaskCompletionSource answers = Flowing();

    public FaultyTcpProxy(string portal, TimeSpan delay = default)
    {
        this.delay = delay;
        port = new Uri(portal).Port;
        listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        accepting = AcceptAsync();
    }

    /// <summary>The portal's address through the cable.</summary>
    public string Address { get; }

    /// <summary>The bytes that the portal has sent through it: as they go over the wire, compressed and with their headers.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Ends every connection and lets no new one through.</summary>
    public void Disconnect()
    {
        cut = true;
        foreach (var socket in open.Keys)
            socket.Close(0);
    }

    /// <summary>Lets connections through again.</summary>
    public void Reconnect() => cut = false;

    /// <summary>Keeps every byte back, both ways, while all connections stay open: a closed lid.</summary>
    public void Pause()
    {
        requests = Held();
        HoldResponses();
    }

    /// <summary>Carries nothing more for the connections that are open now, which nobody is told; new ones are as good as ever.</summary>
    public void BlackHole() => Interlocked.Increment(ref strandings);

    /// <summary>Keeps back what the portal says; it still hears.</summary>
    public void HoldResponses() => answers = Held();

    /// <summary>Lets flow what was kept back.</summary>
    public void Resume()
    {
        requests.TrySetResult();
        answers.TrySetResult();
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
                _ = CarryAsync(await listener.AcceptSocketAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        var before = strandings;
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            try
            {
                // Before it looks whether the cable is cut: whoever cuts it meanwhile closes these too.
                (open[near], open[far]) = (0, 0);
                if (cut)
                    return;
                await far.ConnectAsync(IPAddress.Loopback, port, stop.Token);
                await using NetworkStream nearStream = new(near), farStream = new(far);
                await Task.WhenAny(
                    CopyAsync(nearStream, farStream, TimeSpan.Zero, () => Unless(requests)),
                    CopyAsync(farStream, nearStream, delay, () => Unless(answers), count => Interlocked.Add(ref sent, count)));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Cut, or closed by one of the ends.
            }
            finally
            {
                open.TryRemove(near, out _);
                open.TryRemove(far, out _);
            }
        }

        Task Unless(TaskCompletionSource flowing) => before == strandings ? flowing.Task : Held().Task;
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, TimeSpan late, Func<Task> flows, Action<int>? passed = null)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, stop.Token) is var count and > 0)
        {
            await Task.Delay(late, stop.Token);
            await flows().WaitAsync(stop.Token);
            passed?.Invoke(count);
            await to.WriteAsync(buffer.AsMemory(0, count), stop.Token);
        }
    }

    private static TaskCompletionSource Held() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Flowing()
    {
        var flowing = Held();
        flowing.SetResult();
        return flowing;
    }
}
