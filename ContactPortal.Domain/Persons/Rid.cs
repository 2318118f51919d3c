using System.Diagnostics.CodeAnalysis;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An employee's resource id in the organisation's certificate: digits only. Unique within one organisation, not across,
/// and may be reissued; therefore a person is known by a UUID too.
/// </summary>
public readonly record struct Rid
{
    /// <summary>The fewest digits a RID has.</summary>
    public const int Shortest = 8;

    /// <summary>The most digits a RID has: older certificates carry a time stamp of 13 digits.</summary>
    public const int Longest = 20;

    private readonly string? digits;

    private Rid(string digits) => this.digits = digits;

    /// <summary>The digits, leading zeros kept.</summary>
    public string Digits => digits ?? "";

    /// <summary>Reads a RID; blanks around it are left out. Refused: anything but 8-20 of the digits 0-9.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Rid rid)
    {
        var trimmed = text?.Trim() ?? "";
        var valid = trimmed.Length is >= Shortest and <= Longest && trimmed.All(char.IsAsciiDigit);
        rid = valid ? new(trimmed) : default;
        return valid;
    }

    /// <summary>Reads a RID that is known to be one; anything else is a fault.</summary>
    public static Rid Parse(string text) =>
        TryParse(text, out var rid) ? rid : throw new FormatException($"A RID is {Shortest}-{Longest} digits.");

    /// <summary>The digits.</summary>
    public override string ToString() => Digits;
}
