using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// Ports for processes that must be told theirs, and that keep it when they are ended and started again. They lie below those that the
/// system gives to whoever asks for any, and are this process's until it ends: nobody takes one before its owner listens on it, or meanwhile.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 10_000;
    private const int LowestOfTheSystems = 32_768;
    private const int BlockSize = 50;
    private const string SystemsRange = "/proc/sys/net/ipv4/ip_local_port_range";

    private static readonly Lock Gate = new();
    private static readonly Queue<int> Ports = [];

    // Each block of ports has a file, which stays locked until this process ends: another run beside this one takes other blocks.
    private static readonly List<FileStream> Blocks = [];
    private static readonly string Folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"contactportal-ports-{System.Environment.UserName}")).FullName;

    /// <summary>One that was not given before.</summary>
    public static int Next()
    {
        lock (Gate)
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
            Blocks.Add(new(Path.Combine(Folder, first.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            // Another run's, or this one's already.
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

        // Where the system gives all ports to everybody, none is below them.
        return lowest >= Lowest + BlockSize ? lowest : LowestOfTheSystems;
    }

    // Another program may listen on it for reasons of its own.
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
