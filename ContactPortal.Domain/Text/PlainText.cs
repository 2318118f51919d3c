using System.Globalization;
using System.Text;

namespace ContactPortal.Domain.Text;

/// <summary>Checks and normalises incoming texts.</summary>
internal static class PlainText
{
    // Vietnamese and Yoruba have two over one letter, where Unicode has no composed form.
    private const int MostMarks = 2;

    // Blank, soft hyphen, zero-width characters, marks of the direction of writing, word joiner and byte order mark.
    private static readonly char[] LeftByPasting = [' ', '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff'];

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
    /// as bidirectional marks, invisible letters and marks over letters that change what they look like (they would let one name look like
    /// another).
    /// </summary>
    public static bool IsPlain(string text) => UntilFault(text) is null;

    /// <summary>The text up to and including the first character that makes it not plain; null when it is plain.</summary>
    public static string? UntilFault(string text)
    {
        var marks = 0;
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
                return text[..(at + 1)];
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;
            marks = isMark ? marks + 1 : 0;
            var standsAlone = isMark && (at == 0 || char.IsWhiteSpace(text[at - 1]));
            at += rune.Utf16SequenceLength;
            if (!IsPlain(rune) || standsAlone || marks > MostMarks)
                return text[..at];
        }

        return null;
    }

    /// <summary>
    /// Normalises Unicode to composed characters (NFC). A text with unpaired surrogates is returned unchanged, for the validation to
    /// refuse.
    /// </summary>
    public static string Compose(string text) => IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>Trims blanks, and replaces repeated blanks by one.</summary>
    public static string CollapseBlanks(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// A text as it was meant, of one line that was typed or pasted: composed (NFC), with ordinary letters, digits and signs for full-width
    /// and other forms of them, ordinary blanks for all kinds of them, and no invisible characters at its ends, where pasting leaves them.
    /// Others stay, for the validation to name.
    /// </summary>
    public static string Clean(string text)
    {
        if (Ascii.IsValid(text) || !IsWellFormed(text))
            return text.Trim(' ');
        var ordinary = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator ? ordinary.Append(' ')
                : HasOrdinaryForm(rune) ? ordinary.Append(rune.ToString().Normalize(NormalizationForm.FormKC))
                : ordinary.Append(rune);
        }

        return Compose(ordinary.ToString().Trim(LeftByPasting));
    }

    /// <summary>
    /// Makes a plain text of one that nobody can correct, such as a provider's: other characters are replaced by blanks, and a longer text
    /// is cut without splitting a surrogate pair.
    /// </summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="maxLength">The maximum length, in UTF-16 code units.</param>
    public static string Sanitise(string? text, int maxLength)
    {
        var plain = new StringBuilder();
        foreach (var rune in Clean(text ?? "").EnumerateRunes())
            plain.Append(IsPlain(rune) ? rune.ToString() : " ");
        var composed = Compose(CollapseBlanks(plain.ToString()));
        if (composed.Length <= maxLength)
            return composed;
        var end = maxLength;
        while (char.IsLowSurrogate(composed[end]))
            end--;
        return composed[..end].TrimEnd();
    }

    private static bool IsPlain(Rune rune) => !IsInvisible(rune) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.EnclosingMark);

    // Letters, marks and signs that take no place or show nothing, and bars through letters: an o with one looks like ø.
    private static bool IsInvisible(Rune rune) => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
        or 0xFFFC or 0xFFFD or (>= 0x0334 and <= 0x0338) or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F)
        or (>= 0xE0100 and <= 0xE01EF);

    private static bool HasOrdinaryForm(Rune rune) => rune.Value is (>= 0xFF01 and <= 0xFF5E) or (>= 0x1D400 and <= 0x1D7FF)
        or (>= 0xFB00 and <= 0xFB06) or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9) or (>= 0x2102 and <= 0x2149)
        or 0x00AA or 0x00BA;
}
