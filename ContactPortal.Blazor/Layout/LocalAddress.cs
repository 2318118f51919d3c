using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Layout;

/// <summary>The current address, below the portal's base address.</summary>
public static class LocalAddress
{
    /// <summary>Path and query, beginning with one slash.</summary>
    public static string Here(this NavigationManager navigation) => "/" + navigation.ToBaseRelativePath(navigation.Uri);

    /// <summary>The path alone.</summary>
    public static string HerePath(this NavigationManager navigation) => navigation.Here().Split('?', '#')[0];
}
