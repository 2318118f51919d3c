using System.Globalization;

namespace ContactPortal.Blazor.Texts;

/// <summary>Fills the gaps of a text from resources.</summary>
public static class TextFormat
{
    /// <summary>The text with {0}, {1} … replaced, numbers and dates written as the reader's language writes them.</summary>
    public static string Format(this string text, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, text, values);
}
