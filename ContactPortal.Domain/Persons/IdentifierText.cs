using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Persons;

/// <summary>Parses identifiers in the formats that identity providers and people use.</summary>
public static partial class IdentifierText
{
    private const string UrnOfUuid = "urn:uuid:";

    /// <summary>Parses a UUID with or without <c>urn:uuid:</c>, braces and dashes; null for anything else, also an empty UUID.</summary>
    public static Guid? UuidOf(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.StartsWith(UrnOfUuid, StringComparison.OrdinalIgnoreCase))
            trimmed = trimmed[UrnOfUuid.Length..];
        return Guid.TryParse(trimmed, out var uuid) && uuid != Guid.Empty ? uuid : null;
    }

    /// <summary>Formats a UUID as it is stored: lower case with dashes.</summary>
    public static string Of(Guid uuid) => uuid.ToString("D");

    /// <summary>Parses a RID, alone or as in <c>CVR:12345678-RID:12345678</c>; null for anything else.</summary>
    public static Rid? RidOf(string? text) =>
        Rid.TryParse(text, out var rid)
            || (CvrAndRid().Match(text ?? "") is { Success: true } match && Rid.TryParse(match.Groups["rid"].Value, out rid))
            ? rid
            : null;

    /// <summary>
    /// Parses a CVR number, alone or as in <c>CVR:12345678</c>, <c>DK12345678</c> or <c>CVR:12345678-RID:12345678</c>; null for anything
    /// else.
    /// </summary>
    public static string? CvrOf(string? text) =>
        Cvr().Match(text ?? "") is { Success: true } match ? match.Groups["cvr"].Value : null;

    [GeneratedRegex(@"\A\s*CVR:[0-9]{8}-RID:(?<rid>[0-9]+)\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex CvrAndRid();

    [GeneratedRegex(@"\A\s*(CVR:|DK)?(?<cvr>[0-9]{8})(-RID:[0-9]+)?\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Cvr();
}
