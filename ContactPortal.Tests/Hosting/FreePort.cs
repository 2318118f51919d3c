using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// Ports for processes that need a fixed port, also across restarts. They lie below the system's ephemeral range and are reserved for this
/// process until it ends, so that no other test run or client connection takes one.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 10_000;
    private const int LowestOfTheSystems = 32_768;
    private const int BlockSize = 50;
    private const string SystemsRange = "/proc/sys/net/ipv4/ip_local_port_range";

    private static readonly Lock Sync = new();
    private static readonly Queue<int> Ports = [];

    // A locked file for each reserved block of ports, so that a concurrent run takes other blocks.
    private static readonly List<FileStream> Blocks = [];
    private static readonly string Folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"contactportal-ports-{System.Environment.UserName}")).FullName;

    /// <summary>A free port that was not returned before.</summary>
    public static int Next()
    {
        lock (Sync)
        {
            while (true)
            {
                while (Ports.Count == 0)
                    TryTakeBlock();
                var port = Ports.Dequeue();
                if (IsFree(port))
                    return port;
            }
        }
    }

    private static void TryTakeBlock()
    {
        var first = Lowest + (BlockSize * Random.Shared.Next((LowestOfTheSystemsHere() - Lowest) / BlockSize));
        try
        {
            Blocks.Add(new(
                Path.Combine(Folder, first.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate,
                FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            // Reserved by another run, or by this one.
            return;
        }

        foreach (var port in Enumerable.Range(first, BlockSize))
            Ports.Enqueue(port);
    }

    private static int LowestOfTheSystemsHere()
    {
        var lowest = File.Exists(SystemsRange)
            ? int.Parse(File.ReadAllText(SystemsRange).Split('\t', ' ')[0], CultureInfo.InvariantCulture)
            : LowestOfTheSystems;

        // The ephemeral range may begin too low to leave ports below it.
        return lowest >= Lowest + BlockSize ? lowest : LowestOfTheSystems;
    }

    // Another program may listen on it.
    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
