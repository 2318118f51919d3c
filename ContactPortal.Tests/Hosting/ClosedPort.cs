using System.Net;
using System.Net.Sockets;

namespace ContactPortal.Tests.Hosting;

/// <summary>A local port that refuses every connection and stays reserved until disposed.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket bound = new(SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)bound.LocalEndPoint!).Port;

    public void Dispose() => bound.Dispose();
}
