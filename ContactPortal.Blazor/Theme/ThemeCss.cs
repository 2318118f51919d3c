using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MudBlazor;

namespace ContactPortal.Blazor.Theme;

/// <summary>
/// The theme as CSS, made once. Light is the ground; the dark block holds only what differs and is written twice: for those
/// whose system asks for dark, and for those who chose it. So the browser decides before the first paint, and no circuit
/// has to know. Paper is always light.
/// </summary>
public static partial class ThemeCss
{
    public static string Variables { get; } = Write();

    /// <summary>Another one for other variables.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Variables)))[..10];

    /// <summary>Where this version's are fetched from.</summary>
    public static string Address { get; } = PortalUrls.Theme.Replace("{version}", Version, StringComparison.Ordinal);

    private static string Write()
    {
        var light = Read(PortalTheme.Mud, PortalTheme.Light, "light");
        // The writer writes the light palette; so the dark one is handed to it as such.
        var dark = Read(new MudTheme { PaletteLight = PortalTheme.Mud.PaletteDark }, PortalTheme.Dark, "dark")
            .Where(d => d.StartsWith("--mud-palette", StringComparison.Ordinal) || d.StartsWith("--mud-native", StringComparison.Ordinal) || d.StartsWith("--portal", StringComparison.Ordinal));
        var different = string.Concat(dark.Except(light));
        return $":root{{{string.Concat(light)}}}"
            + $"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{different}}}}}"
            + $"@media screen{{:root[data-theme=dark]{{{different}}}}}";
    }

    private static ImmutableArray<string> Read(MudTheme theme, PortalColours own, string scheme) =>
    [
        .. new Writer(theme).Declarations().Where(d => !d.StartsWith("--mud-native-html-color-scheme", StringComparison.Ordinal)),
        $"--mud-native-html-color-scheme:{scheme};",
        .. typeof(PortalColours).GetProperties()
            .Where(p => p.PropertyType == typeof(string))
            .Select(p => $"--portal-{WordStart().Replace(p.Name, "-$0").ToLowerInvariant()}:{p.GetValue(own)};"),
    ];

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();

    /// <summary>MudBlazor's own writer of its variables, without the component: rendered in a circuit it would cost each of them.</summary>
    private sealed class Writer : MudThemeProvider
    {
        public Writer(MudTheme theme) => Theme = theme;

        public IEnumerable<string> Declarations()
        {
            var css = new StringBuilder();
            GenerateTheme(css);
            return css.ToString()
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line.StartsWith("--", StringComparison.Ordinal))
                .Select(line => line.Replace(": ", ":", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal));
        }
    }
}
