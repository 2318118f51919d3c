using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Agency;

/// <summary>The purpose of a look-up, which the persons who are looked up can read (A1, O4).</summary>
/// <param name="Kind">The kind of purpose.</param>
/// <param name="Text">The purpose in words; empty unless the kind is <see cref="LookUpPurposeKind.Other"/> or a system stated it.</param>
public sealed record LookUpPurpose(LookUpPurposeKind Kind, string Text)
{
    /// <summary>The maximum length of the text, in characters.</summary>
    public const int LongestText = 200;

    /// <summary>
    /// The purpose of that kind, with the words as plain text; null for <see cref="LookUpPurposeKind.Other"/> without words.
    /// </summary>
    public static LookUpPurpose? Of(LookUpPurposeKind kind, string? text)
    {
        var stated = kind == LookUpPurposeKind.Other ? PlainText.Sanitise(text ?? "", LongestText) : "";
        return kind == LookUpPurposeKind.Other && stated.Length == 0 ? null : new(kind, stated);
    }
}
