namespace ContactPortal.Blazor.Layout;

/// <summary>One step of the breadcrumb.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Address">Where it leads; none for a step that is no page of its own, and for the page one is on.</param>
public sealed record Crumb(string Text, string? Address = null);
