using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MudBlazor;

namespace ContactPortal.Blazor.Theme;

/// <summary>
/// The theme as CSS, generated once. The light variables are the base; the dark ones hold only what differs and are written twice: for a
/// system set to dark, and for dark chosen in the portal. So the browser decides before the first paint, without a circuit. Print is light.
/// </summary>
public static partial class ThemeCss
{
    public static string Variables { get; } = Write();

    /// <summary>A hash of the variables.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Variables)))[..10];

    /// <summary>The address of this version.</summary>
    public static string Address { get; } = PortalUrls.Theme.Replace("{version}", Version, StringComparison.Ordinal);

    private static string Write()
    {
        var light = Read(PortalTheme.Mud, PortalTheme.Light, "light");
        // The generator writes only the light palette, so the dark one is passed as light.
        var dark = Read(new MudTheme { PaletteLight = PortalTheme.Mud.PaletteDark }, PortalTheme.Dark, "dark")
            .Where(
                d => d.StartsWith("--mud-palette", StringComparison.Ordinal) || d.StartsWith("--mud-native", StringComparison.Ordinal)
                    || d.StartsWith("--portal", StringComparison.Ordinal));
        var different = string.Concat(dark.Except(light));
        return $":root{{{string.Concat(light)}}}"
            + $"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{different}}}}}"
            + $"@media screen{{:root[data-theme=dark]{{{different}}}}}";
    }

    private static ImmutableArray<string> Read(MudTheme theme, PortalColours own, string scheme) =>
    [
        .. new Generator(theme).Declarations().Where(d => !d.StartsWith("--mud-native-html-color-scheme", StringComparison.Ordinal)),
        $"--mud-native-html-color-scheme:{scheme};",
        .. typeof(PortalColours).GetProperties()
            .Where(p => p.PropertyType == typeof(string))
            .Select(p => $"--portal-{CapitalInName().Replace(p.Name, "-$0").ToLowerInvariant()}:{p.GetValue(own)};"),
    ];

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex CapitalInName();

    /// <summary>
    /// Uses MudBlazor's generator of the CSS variables without rendering its component, which would cost memory in every circuit.
    /// </summary>
    private sealed class Generator : MudThemeProvider
    {
        public Generator(MudTheme theme) => Theme = theme;

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
