namespace ContactPortal.Tests.Hosting;

/// <summary>A test's own folder among the system's temporary ones.</summary>
internal static class TemporaryFolder
{
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
