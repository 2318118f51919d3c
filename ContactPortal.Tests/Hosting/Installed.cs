namespace ContactPortal.Tests.Hosting;

/// <summary>Finds programs on the PATH.</summary>
internal static class Installed
{
    /// <summary>The folders of the PATH.</summary>
    public static string[] Path { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator) ?? [];

    /// <summary>The path of the first of those programs that is installed; null when none is.</summary>
    public static string? Find(params string[] programs) =>
        Path.SelectMany(folder => programs, System.IO.Path.Combine).FirstOrDefault(File.Exists);
}
