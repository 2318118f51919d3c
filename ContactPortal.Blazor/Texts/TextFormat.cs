using System.Globalization;

namespace ContactPortal.Blazor.Texts;

/// <summary>Formats resource texts.</summary>
public static class TextFormat
{
    /// <summary>The text with {0}, {1} … replaced, numbers and dates in the current culture.</summary>
    public static string Format(this string text, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, text, values);
}
