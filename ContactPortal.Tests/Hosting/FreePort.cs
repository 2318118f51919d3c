using System.Net;
using System.Net.Sockets;

namespace ContactPortal.Tests.Hosting;

/// <summary>Ports of this machine that nobody listens on, for processes that must be told theirs.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
