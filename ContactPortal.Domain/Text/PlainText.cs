using System.Globalization;
using System.Text;

namespace ContactPortal.Domain.Text;

/// <summary>Checks and normalises incoming texts.</summary>
internal static class PlainText
{
    /// <summary>Whether the text can be normalised: it has no unpaired surrogates and no U+FFFE, for which the framework throws.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\ufffe')
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return false;
            i++;
        }

        return true;
    }

    /// <summary>
    /// Whether the text is plain: no line breaks and control characters (they would break mail headers), and no formatting characters such
    /// as bidirectional marks (they would let one name look like another).
    /// </summary>
    public static bool IsPlain(string text) =>
        IsWellFormed(text) && text.EnumerateRunes().All(IsPlain);

    /// <summary>
    /// Normalises Unicode to composed characters (NFC). A text with unpaired surrogates is returned unchanged, for the validation to
    /// refuse.
    /// </summary>
    public static string Compose(string text) => IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>Trims blanks, and replaces repeated blanks by one.</summary>
    public static string CollapseBlanks(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Makes a plain text of one that nobody can correct, such as a provider's: other characters are replaced by blanks, and a longer text
    /// is cut without splitting a surrogate pair.
    /// </summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="maxLength">The maximum length, in UTF-16 code units.</param>
    public static string Sanitise(string? text, int maxLength)
    {
        var plain = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
            plain.Append(IsPlain(rune) && rune != Rune.ReplacementChar ? rune.ToString() : " ");
        var composed = Compose(CollapseBlanks(plain.ToString()));
        if (composed.Length <= maxLength)
            return composed;
        var end = maxLength;
        while (char.IsLowSurrogate(composed[end]))
            end--;
        return composed[..end].TrimEnd();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
