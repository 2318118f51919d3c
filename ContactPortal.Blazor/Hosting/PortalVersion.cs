using System.Reflection;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Which version of the portal this is, and the commit that it was built from.</summary>
internal static class PortalVersion
{
    private const int ShortCommit = 12;

    /// <summary>"1.1.0 (commit 0123456789ab)"; without the commit where it was built from no repository.</summary>
    public static string Text { get; } = TextOf(
        typeof(PortalVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>The text of an assembly's informational version, "1.1.0+COMMIT".</summary>
    internal static string TextOf(string informational) =>
        informational.Split('+') is [var version, { Length: >= ShortCommit } commit]
            ? $"{version} (commit {commit[..ShortCommit]})"
            : informational;
}
