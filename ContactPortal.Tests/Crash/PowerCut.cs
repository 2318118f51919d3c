using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Crash;

/// <summary>
/// A power cut on demand. A library that is preloaded into a process notes, before each write to the database's files, what stood
/// there, and each sync. Once the process has been killed, all that was written since a file's last sync is taken back: what is left is
/// what a disk would hold that only keeps what was synced.
/// </summary>
public sealed class PowerCut : IAsyncLifetime
{
    private const string Preload = "LD_PRELOAD";

    private readonly string folder = TemporaryFolder.MakeOnDisk("contactportal-powercut-");
    private string? whyNot;

    private string Library => Path.Combine(folder, "powercut.so");

    public async ValueTask InitializeAsync()
    {
        var source = Path.Combine(Architecture.Sources.Root, "ContactPortal.Tests", "Crash", "powercut.c");
        try
        {
            using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", source, "-o", Library, "-ldl", "-lpthread"])
            {
                RedirectStandardError = true,
            })!;
            var complaint = await gcc.StandardError.ReadToEndAsync();
            await gcc.WaitForExitAsync();
            Assert.True(gcc.ExitCode == 0, $"gcc could not build {source}: {complaint}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            whyNot = "There is no gcc on the PATH: install the package gcc to run the tests that cut the power.";
        }
    }

    public ValueTask DisposeAsync()
    {
        TemporaryFolder.Remove(folder);
        return default;
    }

    /// <summary>What a process's environment must say for its writes to the database to be watched. The test is skipped when that can't be.</summary>
    public IReadOnlyDictionary<string, string> Watching(string database, string log)
    {
        Assert.SkipWhen(whyNot is not null, whyNot ?? "");

        // What is preloaded into this process, such as another clock, is kept.
        var preloaded = Environment.GetEnvironmentVariable(Preload) is { Length: > 0 } before ? $"{Library}:{before}" : Library;
        return new Dictionary<string, string> { [Preload] = preloaded, ["FSIM_PREFIX"] = database, ["FSIM_LOG"] = log };
    }

    /// <summary>Leaves of the database's files what had been synced.</summary>
    public static void TakeBackWhatWasNotSynced(string database, string log)
    {
        var notes = Read(File.ReadAllBytes(log)).ToList();
        Assert.Contains(notes, note => note.IsWrite);
        var synced = new HashSet<string>();
        foreach (var note in Enumerable.Reverse(notes))
        {
            if (!note.IsWrite)
                synced.Add(note.Path);
            else if (!synced.Contains(note.Path) && File.Exists(note.Path))
                TakeBack(note);
        }

        File.Delete(database + "-shm");
        File.Delete(log);
    }

    private sealed record Note(bool IsWrite, string Path, long Offset, long Size, byte[] Before);

    private static void TakeBack(Note write)
    {
        using var file = new FileStream(write.Path, FileMode.Open, FileAccess.Write);
        file.SetLength(write.Size);
        file.Position = write.Offset;
        file.Write(write.Before);
        file.SetLength(write.Size);
    }

    // "W path offset size length" and as many bytes, or "S path 0 0 0". The last one may be cut off: its write had not begun.
    private static IEnumerable<Note> Read(byte[] log)
    {
        for (var at = 0; at < log.Length;)
        {
            var end = Array.IndexOf(log, (byte)'\n', at);
            if (end < 0)
                yield break;
            var words = Encoding.UTF8.GetString(log, at, end - at).Split(' ');
            var (offset, size, length) = (Number(words[^3]), Number(words[^2]), (int)Number(words[^1]));
            if (end + 1 + length > log.Length)
                yield break;
            yield return new(words[0] == "W", string.Join(' ', words[1..^3]), offset, size, log[(end + 1)..(end + 1 + length)]);
            at = end + 1 + length;
        }

        static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
    }
}
