namespace ContactPortal.Blazor.Theme;

/// <summary>Light or dark as the person has chosen it in this browser; no choice means: as the system has it.</summary>
public static class Appearance
{
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>The cookie that layout.js writes. It holds nothing but one of the two words.</summary>
    private const string Cookie = "tema";

    /// <summary>The chosen appearance, or null for the system's.</summary>
    public static string? ChosenIn(HttpContext context) =>
        context.Request.Cookies[Cookie] is Light or Dark ? context.Request.Cookies[Cookie] : null;
}
