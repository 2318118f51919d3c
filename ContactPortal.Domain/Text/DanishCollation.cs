namespace ContactPortal.Domain.Text;

/// <summary>The order of names, whatever the user's language: æ, ø, å last.</summary>
public static class DanishCollation
{
    /// <summary>Compares in Danish order, ignoring case.</summary>
    public static StringComparer Names { get; } = StringComparer.Create(Languages.Danish, ignoreCase: true);
}
