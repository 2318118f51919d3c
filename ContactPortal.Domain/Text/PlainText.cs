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
        IsWellFormed(text) && text.EnumerateRunes().All(IsPlain);

    /// <summary>Unicode composed. Half a surrogate pair can't be; such a text is refused by the rules, and must reach them.</summary>
    public static string Composed(string text) => IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>Without blanks around, and with one blank where several stood.</summary>
    public static string Single(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// What is plain of a text that nobody can be asked to mend: what is not becomes a blank, and it is cut between characters when it is
    /// longer than that.
    /// </summary>
    public static string Cleaned(string? text, int longest)
    {
        var plain = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
            plain.Append(IsPlain(rune) && rune != Rune.ReplacementChar ? rune.ToString() : " ");
        var single = Composed(Single(plain.ToString()));
        if (single.Length <= longest)
            return single;
        var end = longest;
        while (char.IsLowSurrogate(single[end]))
            end--;
        return single[..end].TrimEnd();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
