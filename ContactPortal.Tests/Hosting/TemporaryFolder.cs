namespace ContactPortal.Tests.Hosting;

/// <summary>A test's own folder among the system's temporary ones.</summary>
internal static class TemporaryFolder
{
    private const string Variable = "TMPDIR";
    private const string InMemory = "/dev/shm";
    private const string OnDisk = "/var/tmp";
    private const long EnoughMemory = 4L << 30;

    /// <summary>
    /// Has this process, and those that it starts, keep temporary files in memory where there is room: tests wait for no disk. Not where
    /// somebody has said where they are to be.
    /// </summary>
    public static void KeepInMemory()
    {
        if (System.Environment.GetEnvironmentVariable(Variable) is null && Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace >= EnoughMemory)
            System.Environment.SetEnvironmentVariable(Variable, InMemory);
    }

    /// <summary>Makes one on a disk, for a test of what a disk keeps, or of a program that must be run from there.</summary>
    public static string MakeOnDisk(string prefix)
    {
        if (!Directory.Exists(OnDisk))
            return Directory.CreateTempSubdirectory(prefix).FullName;
        var folder = Path.Combine(OnDisk, $"{prefix}{Guid.NewGuid():N}");
        return (OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
    }

    /// <summary>Removes it with all that is in it. A file that a closing connection has just made is left to the system: it says nothing about the test.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException left)
        {
            Console.Error.WriteLine($"{folder} is left behind: {left.Message}");
        }
    }
}
