using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ContactPortal.Blazor.Theme;

/// <summary>MudBlazor's own texts in Danish. It asks here first, and falls back to its built-in English for what is not found.</summary>
public sealed class PortalMudLocalizer : MudLocalizer
{
    public override LocalizedString this[string key] => Find(key) is { } text ? new(key, text) : new(key, key, resourceNotFound: true);

    public override LocalizedString this[string key, params object[] arguments] => Find(key) is { } text
        ? new(key, string.Format(CultureInfo.CurrentCulture, text, arguments))
        : new(key, key, resourceNotFound: true);

    private static string? Find(string key) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "da" ? MudTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) : null;
}
