namespace ContactPortal.Domain.Imports;

/// <summary>The words for yes and no in files.</summary>
internal static class YesNo
{
    private static readonly string[] Yes = ["ja", "yes", "true", "sand", "1", "x"];
    private static readonly string[] No = ["nej", "no", "false", "falsk", "0"];

    /// <summary>Parses a cell; null when it is neither.</summary>
    public static bool? Parse(string text) =>
        Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? true
        : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? false
        : null;

    /// <summary>The word that exports write.</summary>
    public static string Of(bool value) => value ? Yes[0] : No[0];
}
