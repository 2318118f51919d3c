namespace ContactPortal.Tests.Architecture;

/// <summary>The source files that this assembly was built from.</summary>
internal static class Sources
{
    private static readonly string[] Projects = ["ContactPortal.Domain", "ContactPortal.Blazor", "ContactPortal.Tests"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The files of the three projects with that ending, as paths relative to <see cref="Root"/>.</summary>
    public static IEnumerable<(string Path, string Text)> Ending(params string[] ends) =>
        from project in Projects
        from file in Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where ends.Any(end => path.EndsWith(end, StringComparison.Ordinal))
            && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    /// <summary>The README and every document below docs/, by its path from the root.</summary>
    public static IEnumerable<(string Path, string Text)> Documents() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(
            Path.Combine(Root, "README.md"))
        select (Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "ContactPortal.sln")))
                return folder;
        }

        throw new InvalidOperationException("The tests run outside of the sources' folder.");
    }
}
