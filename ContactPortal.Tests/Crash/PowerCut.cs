using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Crash;

/// <summary>
/// Simulates a power cut. A library preloaded into a process logs the old content before each write to the database's files, and each
/// sync. After the process has been killed, all writes since a file's last sync are undone: what is left is what a disk holds that keeps
/// only what was synced.
/// </summary>
public sealed class PowerCut : IAsyncLifetime
{
    private const string Preload = "LD_PRELOAD";

    private readonly string folder = TemporaryFolder.MakeOnDisk("contactportal-powercut-");
    private string? unavailableReason;

    private string Library => Path.Combine(folder, "powercut.so");

    public async ValueTask InitializeAsync()
    {
        var source = Path.Combine(Architecture.Sources.Root, "ContactPortal.Tests", "Crash", "powercut.c");
        try
        {
            using var gcc = Process.Start(
                new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", source, "-o", Library, "-ldl", "-lpthread"])
            {
                RedirectStandardError = true,
            })!;
            var errors = await gcc.StandardError.ReadToEndAsync();
            await gcc.WaitForExitAsync();
            Assert.True(gcc.ExitCode == 0, $"gcc could not build {source}: {errors}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            unavailableReason = "There is no gcc on the PATH: install the package gcc to run the tests that cut the power.";
        }
    }

    public ValueTask DisposeAsync()
    {
        TemporaryFolder.Remove(folder);
        return default;
    }

    /// <summary>The environment variables with which a process logs its writes to the database. Skips the test without gcc.</summary>
    public IReadOnlyDictionary<string, string> LoggingEnvironment(string database, string log)
    {
        Assert.SkipWhen(unavailableReason is not null, unavailableReason ?? "");

        // Keep what is already preloaded, such as another clock.
        var preloaded = Environment.GetEnvironmentVariable(Preload) is { Length: > 0 } before ? $"{Library}:{before}" : Library;
        return new Dictionary<string, string> { [Preload] = preloaded, ["FSIM_PREFIX"] = database, ["FSIM_LOG"] = log };
    }

    /// <summary>Undoes every write to the database's files that was not synced.</summary>
    public static void UndoUnsyncedWrites(string database, string log)
    {
        var entries = Read(File.ReadAllBytes(log)).ToList();
        Assert.Contains(entries, entry => entry.IsWrite);
        var synced = new HashSet<string>();
        foreach (var entry in Enumerable.Reverse(entries))
        {
            if (!entry.IsWrite)
                synced.Add(entry.Path);
            else if (!synced.Contains(entry.Path) && File.Exists(entry.Path))
                Undo(entry);
        }

        File.Delete(database + "-shm");
        File.Delete(log);
    }

    private sealed record LogEntry(bool IsWrite, string Path, long Offset, long Size, byte[] Before);

    private static void Undo(LogEntry write)
    {
        using var file = new FileStream(write.Path, FileMode.Open, FileAccess.Write);
        file.SetLength(write.Size);
        file.Position = write.Offset;
        file.Write(write.Before);
        file.SetLength(write.Size);
    }

    // "W path offset size length" and as many bytes, or "S path 0 0 0". The last record may be incomplete: its write had not begun.
    private static IEnumerable<LogEntry> Read(byte[] log)
    {
        for (var at = 0; at < log.Length;)
        {
            var end = Array.IndexOf(log, (byte)'\n', at);
            if (end < 0)
                yield break;
            var parts = Encoding.UTF8.GetString(log, at, end - at).Split(' ');
            var (offset, size, length) = (Number(parts[^3]), Number(parts[^2]), (int)Number(parts[^1]));
            if (end + 1 + length > log.Length)
                yield break;
            yield return new(parts[0] == "W", string.Join(' ', parts[1..^3]), offset, size, log[(end + 1)..(end + 1 + length)]);
            at = end + 1 + length;
        }

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
