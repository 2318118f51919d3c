namespace ContactPortal.Blazor.Theme;

/// <summary>The light or dark appearance chosen in this browser; without a choice the system's setting applies.</summary>
public static class Appearance
{
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>The cookie that layout.js writes; its value is one of the two constants.</summary>
    private const string Cookie = "tema";

    /// <summary>The chosen appearance, or null for the system's setting.</summary>
    public static string? ChosenIn(HttpContext context) =>
        context.Request.Cookies[Cookie] is Light or Dark ? context.Request.Cookies[Cookie] : null;
}
