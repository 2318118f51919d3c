using System.Net;
using System.Net.Sockets;
using System.Text;

#pragma warning disable CA1050, IDE1006 // The runtime looks for a class of this name outside of any namespace.

/// <summary>
/// Runs in the measured portal's process before its first line (DOTNET_STARTUP_HOOKS): whoever connects has the garbage collected, and is told
/// how much is left. So the portal itself needs no door for it.
/// </summary>
internal static class StartupHook
{
    /// <summary>The variable with the port.</summary>
    public const string Port = "BENCH_HEAP_PORT";

    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Port), out var port))
            return;
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        new Thread(() =>
        {
            while (true)
            {
                using var asker = listener.AcceptTcpClient();
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                asker.GetStream().Write(Encoding.ASCII.GetBytes(GC.GetTotalMemory(forceFullCollection: true).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        })
        { IsBackground = true }.Start();
    }
}
