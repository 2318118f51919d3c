using System.Net;
using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Hosting;

/// <summary>Reads the buttons of the sign-in page.</summary>
public static partial class PersonaKeys
{
    /// <summary>The form value of the button with that name.</summary>
    public static string Of(string signInPage, string name) =>
        Choice().Matches(signInPage).Single(m => WebUtility.HtmlDecode(m.Groups[2].Value) == name).Groups[1].Value;

    [GeneratedRegex("name=\"persona\" value=\"([^\"]+)\"[^>]*>\\s*<span class=\"name\"[^>]*>([^<]+)<")]
    private static partial Regex Choice();
}
