using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Layout;

/// <summary>Where the person is, as an address inside the portal.</summary>
public static class LocalAddress
{
    /// <summary>Path and query, beginning with one slash; never another host.</summary>
    public static string Here(this NavigationManager navigation) => "/" + navigation.ToBaseRelativePath(navigation.Uri);

    /// <summary>The path alone.</summary>
    public static string HerePath(this NavigationManager navigation) => new Uri(navigation.Uri).AbsolutePath;
}
