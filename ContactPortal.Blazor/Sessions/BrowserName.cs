using System.Collections.Immutable;

namespace ContactPortal.Blazor.Sessions;

/// <summary>Names a browser and its operating system, as a person knows them, by the header User-Agent.</summary>
internal static class BrowserName
{
    // In this order: most browsers also name those that came before them.
    private static readonly ImmutableArray<(string Mark, string Name)> Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly ImmutableArray<(string Mark, string Name)> Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>"Firefox, Windows"; one of the two, or empty, when the header tells no more.</summary>
    public static string Of(string userAgent) => string.Join(
        ", ", new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>());

    private static string? Find(ImmutableArray<(string Mark, string Name)> names, string userAgent) =>
        names.FirstOrDefault(n => userAgent.Contains(n.Mark, StringComparison.Ordinal)).Name;
}
