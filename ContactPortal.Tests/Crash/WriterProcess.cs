using System.Diagnostics;
using System.Globalization;

namespace ContactPortal.Tests.Crash;

/// <summary>Runs a <see cref="CrashWriter"/> process and kills it.</summary>
internal static class WriterProcess
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Starts a writer, waits until it has acknowledged that many saves, and kills it with SIGKILL during the next ones.</summary>
    /// <returns>The number and id of each acknowledged save.</returns>
    public static async Task<IReadOnlyDictionary<long, Guid>> KillAfterAsync(
        int saves, string database, int seed, IReadOnlyDictionary<string, string> environment, params string[] manner)
    {
        string[] arguments = [CrashWriter.Command, database, seed.ToString(CultureInfo.InvariantCulture), .. manner];
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ContactPortal.Tests"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        using var writer = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Timeout);
        var acknowledged = new Dictionary<long, Guid>();
        var errors = writer.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            while (await writer.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                if (line == CrashWriter.Ready)
                    continue;
                AddAcknowledged(line);
                if (acknowledged.Count == saves)
                    writer.Kill();
            }

            await writer.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            writer.Kill();
        }

        Assert.True(acknowledged.Count >= saves, $"The writer ended by itself: {await errors}");
        return acknowledged;

        void AddAcknowledged(string line)
        {
            var parts = line.Split(' ');
            acknowledged.Add(long.Parse(parts[0], CultureInfo.InvariantCulture), Guid.Parse(parts[1]));
        }
    }
}
