using System.Diagnostics.CodeAnalysis;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An employee's resource id in the organisation's certificate: digits only. Unique within one organisation only, and may be reissued;
/// therefore a person also has a UUID.
/// </summary>
public readonly record struct Rid
{
    /// <summary>The minimum number of digits.</summary>
    public const int Shortest = 8;

    /// <summary>The maximum number of digits; older certificates have a time stamp of 13 digits.</summary>
    public const int Longest = 20;

    private readonly string? digits;

    private Rid(string digits) => this.digits = digits;

    /// <summary>The digits, with leading zeros.</summary>
    public string Digits => digits ?? "";

    /// <summary>Parses a RID, trimming it. Refused: anything but 8-20 of the digits 0-9.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Rid rid)
    {
        var trimmed = text?.Trim() ?? "";
        var valid = trimmed.Length is >= Shortest and <= Longest && trimmed.All(char.IsAsciiDigit);
        rid = valid ? new(trimmed) : default;
        return valid;
    }

    /// <summary>Parses a valid RID; throws a <see cref="FormatException"/> for anything else.</summary>
    public static Rid Parse(string text) =>
        TryParse(text, out var rid) ? rid : throw new FormatException($"A RID is {Shortest}-{Longest} digits.");

    /// <summary>The digits.</summary>
    public override string ToString() => Digits;
}
