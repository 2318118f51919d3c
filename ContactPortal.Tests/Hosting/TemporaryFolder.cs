namespace ContactPortal.Tests.Hosting;

/// <summary>Temporary folders of tests, in memory or on disk.</summary>
internal static class TemporaryFolder
{
    private const string Variable = "TMPDIR";
    private const string InMemory = "/dev/shm";
    private const string OnDisk = "/var/tmp";
    private const long EnoughMemory = 4L << 30;

    /// <summary>
    /// Points TMPDIR of this process and its children to /dev/shm when at least 4 GiB are free there, so that tests do not wait for a disk.
    /// A TMPDIR that is already set is kept.
    /// </summary>
    public static void KeepInMemory()
    {
        if (System.Environment.GetEnvironmentVariable(Variable) is null && Directory.Exists(InMemory)
            && new DriveInfo(InMemory).AvailableFreeSpace >= EnoughMemory)
        {
            System.Environment.SetEnvironmentVariable(Variable, InMemory);
        }
    }

    /// <summary>Creates a folder on disk, for tests of durability and for executables and libraries.</summary>
    public static string MakeOnDisk(string prefix)
    {
        if (!Directory.Exists(OnDisk))
            return Directory.CreateTempSubdirectory(prefix).FullName;
        var folder = Path.Combine(OnDisk, $"{prefix}{Guid.NewGuid():N}");
        return (OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
    }

    /// <summary>Deletes the folder. A failure is only reported: a closing connection may just have created a file.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine($"{folder} could not be deleted: {exception.Message}");
        }
    }
}
