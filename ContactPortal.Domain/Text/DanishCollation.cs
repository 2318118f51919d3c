namespace ContactPortal.Domain.Text;

/// <summary>How names are put in order, whatever the language of the screen: æ, ø, å last.</summary>
public static class DanishCollation
{
    /// <summary>Names in Danish order, capitals and small letters alike.</summary>
    public static StringComparer Names { get; } = StringComparer.Create(Languages.Danish, ignoreCase: true);
}
