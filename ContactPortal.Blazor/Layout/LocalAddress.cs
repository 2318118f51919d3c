using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Layout;

/// <summary>The current address, relative to the host.</summary>
public static class LocalAddress
{
    /// <summary>Path and query, beginning with one slash.</summary>
    public static string Here(this NavigationManager navigation) => "/" + navigation.ToBaseRelativePath(navigation.Uri);

    /// <summary>The path alone.</summary>
    public static string HerePath(this NavigationManager navigation) => new Uri(navigation.Uri).AbsolutePath;
}
