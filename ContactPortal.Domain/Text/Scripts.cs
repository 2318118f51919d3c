using System.Text;

namespace ContactPortal.Domain.Text;

/// <summary>
/// Finds letters that look like others: those of several scripts in one word, as a Cyrillic а in a Latin name. Scripts by the blocks of
/// Unicode, since .NET does not know a letter's script.
/// </summary>
public static class Scripts
{
    private enum Script
    {
        Latin,
        Greek,
        Cyrillic,
        Phonetic,
        Other,
    }

    // Letters of the block of phonetic signs that are written in African and Turkic languages.
    private const string WrittenPhonetic = "ɓɔɖɗəɛɠɣɨɩɲʃʉʊʋʒ";

    /// <summary>The first word whose letters are of several scripts; null when there is none.</summary>
    public static string? FindMixedWord(string text)
    {
        foreach (var word in text.Split([' ', '-', '.', ',', '\'', '(', ')', '/', '@', '’'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EnumerateRunes().Where(IsOfAScript).Select(ScriptOf).Distinct().Take(2).Count() > 1)
                return word;
        }

        return null;
    }

    /// <summary>The first letter that is not Latin; null when there is none.</summary>
    public static Rune? FindNotLatin(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOfAScript(rune) && ScriptOf(rune) != Script.Latin)
                return rune;
        }

        return null;
    }

    // Modifier letters, as the ʻ of Hawaiian names, are of no script.
    private static bool IsOfAScript(Rune rune) => Rune.IsLetter(rune) && rune.Value is not (>= 0x02B0 and <= 0x02FF);

    private static Script ScriptOf(Rune rune) => rune.Value switch
    {
        < 0x0250 or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF) => Script.Latin,
        >= 0x0250 and <= 0x02AF =>
            WrittenPhonetic.Contains((char)rune.Value, StringComparison.Ordinal) ? Script.Latin : Script.Phonetic,
        (>= 0x1D00 and <= 0x1DBF) or (>= 0xAB30 and <= 0xAB6F) => Script.Phonetic,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => Script.Cyrillic,
        _ => Script.Other,
    };
}
