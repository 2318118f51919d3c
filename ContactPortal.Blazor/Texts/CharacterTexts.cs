using System.Buffers;
using System.Globalization;
using System.Text;
using ContactPortal.Blazor.Contacts;

namespace ContactPortal.Blazor.Texts;

/// <summary>The words for characters that are not seen, or that look like others.</summary>
internal static class CharacterTexts
{
    private const int Context = 12;

    /// <summary>What the last character of the text is, and what it stands after: "nulbreddemellemrum (U+200B) efter ”Anne”".</summary>
    public static string Describe(string textUntil)
    {
        var isRune = Rune.DecodeLastFromUtf16(textUntil, out var last, out var length) is OperationStatus.Done;
        var before = textUntil[..^length];
        var name = !isRune ? ContactsTexts.CharacterBad : $"{NameOf(last)} ({CodeOf(last)})";
        return before.Trim().Length == 0
            ? ContactsTexts.CharacterFirst.Format(name)
            : ContactsTexts.CharacterAfter.Format(name, before.Length > Context ? $"…{before[^Context..]}" : before);
    }

    /// <summary>The code of the text's last character, "U+200B"; for systems, which have no language.</summary>
    public static string CodeOf(string textUntil)
    {
        Rune.DecodeLastFromUtf16(textUntil, out var last, out _);
        return CodeOf(last);
    }

    private static string CodeOf(Rune rune) => $"U+{rune.Value:X4}";

    private static string NameOf(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or 0x85 or 0x2028 or 0x2029 => ContactsTexts.CharacterLineBreak,
        '\t' => ContactsTexts.CharacterTab,
        0xAD => ContactsTexts.CharacterSoftHyphen,
        0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF => ContactsTexts.CharacterZeroWidth,
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => ContactsTexts.CharacterDirection,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark => ContactsTexts.CharacterMark,
        _ when Rune.IsControl(rune) => ContactsTexts.CharacterControl,
        _ => ContactsTexts.CharacterInvisible,
    };
}
