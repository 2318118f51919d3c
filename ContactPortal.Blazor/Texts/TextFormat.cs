using System.Globalization;

namespace ContactPortal.Blazor.Texts;

/// <summary>Formats resource texts.</summary>
public static class TextFormat
{
    /// <summary>The text with {0}, {1} … replaced, numbers and dates in the current culture.</summary>
    public static string Format(this string text, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>The genitive of a name in the user's language: "Alis" or "Jens'" in Danish, "Ali's" in English.</summary>
    public static string Genitive(this string name) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "en" => $"{name}'s",
        _ when name.Length > 0 && char.ToLowerInvariant(name[^1]) is 's' or 'x' or 'z' => $"{name}'",
        _ => $"{name}s",
    };
}
