using System.Net;
using System.Net.Sockets;
using System.Text;

#pragma warning disable CA1050, IDE1006 // The runtime looks for a class of this name outside of any namespace.

/// <summary>
/// A start-up hook (DOTNET_STARTUP_HOOKS) in the measured portal: for each connection to its port it collects the garbage and answers with
/// the heap size in bytes, so that the portal itself needs no endpoint for it.
/// </summary>
internal static class StartupHook
{
    /// <summary>The environment variable with the port.</summary>
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
                using var client = listener.AcceptTcpClient();
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                client.GetStream().Write(
                    Encoding.ASCII.GetBytes(
                        GC.GetTotalMemory(forceFullCollection: true).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        })
        { IsBackground = true }.Start();
    }
}
