using System.Collections.Immutable;
using System.Globalization;

namespace ContactPortal.Domain.Text;

/// <summary>The languages of the screen.</summary>
public static class Languages
{
    /// <summary>Danish: what the portal speaks when nothing else is chosen, and how names are ordered.</summary>
    public static CultureInfo Danish { get; } = CultureInfo.GetCultureInfo("da");

    /// <summary>English, to choose.</summary>
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>All of them, the usual one first.</summary>
    public static ImmutableArray<CultureInfo> All { get; } = [Danish, English];
}
