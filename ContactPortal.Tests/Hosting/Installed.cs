namespace ContactPortal.Tests.Hosting;

/// <summary>What the machine that the tests run on has installed.</summary>
internal static class Installed
{
    /// <summary>The folders in which programs are looked for.</summary>
    public static string[] Path { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator) ?? [];

    /// <summary>Where the first of those programs is; null when there is none of them.</summary>
    public static string? Find(params string[] programs) =>
        Path.SelectMany(folder => programs, System.IO.Path.Combine).FirstOrDefault(File.Exists);
}
