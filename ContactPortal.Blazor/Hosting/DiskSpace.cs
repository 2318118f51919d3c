namespace ContactPortal.Blazor.Hosting;

/// <summary>Measures free space on the machine's disks.</summary>
public class DiskSpace
{
    /// <summary>The bytes that the portal's user can still write in that folder, or where it would be made.</summary>
    public virtual long FreeIn(string folder)
    {
        var existing = new DirectoryInfo(folder);
        while (existing is { Exists: false, Parent: not null })
            existing = existing.Parent;
        return new DriveInfo(existing.FullName).AvailableFreeSpace;
    }
}
