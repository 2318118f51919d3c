using System.Globalization;
using System.Text;

namespace ContactPortal.Domain.Text;

/// <summary>Checks incoming texts for characters that are not allowed.</summary>
internal static class PlainText
{
    /// <summary>Whether the text has no unpaired surrogates.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
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
        IsWellFormed(text) && !text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
