using System.Globalization;
using System.Text;

namespace ContactPortal.Domain.Text;

/// <summary>What a text from outside may hold.</summary>
internal static class PlainText
{
    /// <summary>Whether every surrogate has its other half.</summary>
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
    /// Whether the text is plain: no line breaks, no control characters (they would break mail headers), no marks that turn the
    /// direction of writing (they would let one name look like another).
    /// </summary>
    public static bool IsPlain(string text) =>
        IsWellFormed(text) && !text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
