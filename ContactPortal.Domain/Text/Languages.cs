using System.Collections.Immutable;
using System.Globalization;

namespace ContactPortal.Domain.Text;

/// <summary>The languages of the user interface.</summary>
public static class Languages
{
    /// <summary>Danish: the default, and the order of names.</summary>
    public static CultureInfo Danish { get; } = CultureInfo.GetCultureInfo("da");

    /// <summary>English, by choice.</summary>
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>All languages, the default first.</summary>
    public static ImmutableArray<CultureInfo> All { get; } = [Danish, English];
}
