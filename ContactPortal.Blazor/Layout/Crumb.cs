namespace ContactPortal.Blazor.Layout;

/// <summary>One item of the breadcrumb.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Address">Its link; null for the current page, and for an item that is not a page.</param>
public sealed record Crumb(string Text, string? Address = null);
