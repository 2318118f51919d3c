using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// What stands in every row, drawn into the row itself: as components of their own they would be two kilobytes each, for every row of
/// every open page.
/// </summary>
internal static class OverviewCells
{
    /// <summary>The pencil of Redigering; its button or heading says in words what it means.</summary>
    public static readonly MarkupString Pencil = new(
        """
        <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20zM14 6.5l3.5 3.5" /></svg>
        """);

    /// <summary>An address to write to. In a narrow column it breaks before the @ rather than anywhere.</summary>
    public static RenderFragment EmailLink(string address) => builder =>
    {
        var at = Math.Max(0, address.IndexOf('@', StringComparison.Ordinal));
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", $"mailto:{address}");
        builder.AddContent(2, address[..at]);
        builder.AddMarkupContent(3, "<wbr>");
        builder.AddContent(4, address[at..]);
        builder.CloseElement();
    };
}
