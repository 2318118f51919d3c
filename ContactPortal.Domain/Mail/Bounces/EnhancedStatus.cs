using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Mail;

/// <summary>An enhanced mail system status code (RFC 3463), such as 5.1.1.</summary>
internal readonly partial record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    private const int Transient = 4;
    private const int NotFound = 10;

    /// <summary>Whether it is a failure that may pass.</summary>
    public bool IsTransient => Class == Transient;

    /// <summary>Whether it says that the mailbox or its domain doesn't exist.</summary>
    public bool IsDeadAddress => (Class, Subject, Detail) is (5, 1, 1 or 2 or 3 or 6 or NotFound);

    /// <summary>Whether it is about the sender's address.</summary>
    public bool IsSender => (Class, Subject, Detail) is (5, 1, 7 or 8);

    /// <summary>Whether the mailbox is full.</summary>
    public bool IsFull => (Subject, Detail) == (2, 2);

    /// <summary>Whether it is about the message: its size or its form.</summary>
    public bool IsContent => (Class, Subject, Detail) is (5, 6, _) or (5, 3, 4) or (5, 2, 3);

    /// <summary>Whether it is so general that the text decides: 5.0.0, 5.1.0, 5.5.0 and the like.</summary>
    public bool IsGeneric => (Class, Subject, Detail) is (5, 0, _) or (5, 1 or 2 or 3 or 5, 0);

    /// <summary>The code in a field's value, or null.</summary>
    public static EnhancedStatus? Parse(string? value) => value is null ? null : FindIn(value);

    /// <summary>The first specific code in a text; else the first one; null when there is none.</summary>
    public static EnhancedStatus? FindIn(string text)
    {
        EnhancedStatus? first = null;
        foreach (Match match in Code().Matches(text))
        {
            var found = new EnhancedStatus(Number(match, 1), Number(match, 2), Number(match, 3));
            first ??= found;
            if (!found.IsGeneric)
                return found;
        }

        return first;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // Not a part of an IP address or of a version.
    [GeneratedRegex(@"(?<![\d.\w])([45])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")]
    private static partial Regex Code();
}
