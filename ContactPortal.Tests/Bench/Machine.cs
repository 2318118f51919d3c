using System.Globalization;
using System.Runtime.InteropServices;

namespace ContactPortal.Tests.Bench;

/// <summary>The machine on which the figures were measured.</summary>
internal sealed record Machine(string Processor, int Cores, string Memory, string System, string Runtime)
{
    private const double Gigabyte = 1024 * 1024 * 1024;

    public static Machine This { get; } = new(
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        global::System.Environment.ProcessorCount,
        string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte:0} GB"),
        Line("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    /// <summary>The load averages of the last 1, 5 and 15 minutes.</summary>
    public static string Load =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    public override string ToString() => $"{Processor}, {Cores} cores, {Memory}, {System}, {Runtime}";

    private static string? Line(string file, string name) => !File.Exists(file)
        ? null
        : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split([':', '='], 2)[1].Trim();
}
