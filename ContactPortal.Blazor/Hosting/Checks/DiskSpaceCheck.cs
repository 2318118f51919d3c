using System.Globalization;
using System.Runtime.CompilerServices;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Checks the free space where the portal writes: beside a SQLite database, and in the folder for temporary files.</summary>
internal sealed class DiskSpaceCheck(DatabaseFile database, DiskSpace disks) : ISetupCheck
{
    /// <summary>Enough for months; the health check alarms long after.</summary>
    private const long Recommended = 1L << 30;
    private const double Gibibyte = 1L << 30;

    public string Subject => "disk";

    public string OnFailure => "give the portal's user the folder";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var folder in new[] { database.Folder, Path.GetTempPath() }.OfType<string>())
        {
            var free = disks.FreeIn(folder);
            var text = string.Create(CultureInfo.InvariantCulture, $"{free / Gibibyte:0.0} GiB free in {folder}");
            yield return free >= Recommended ? Finding.Ok(Subject, text) : Finding.ToDo(Subject, $"{text}: make room, 1 GiB at least");
        }
    }
}
