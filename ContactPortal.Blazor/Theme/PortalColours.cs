namespace ContactPortal.Blazor.Theme;

/// <summary>
/// The colours that MudBlazor's palette has no name for. Each is written as the custom property <c>--portal-…</c>
/// that bears its name in kebab case, once for light and once for dark.
/// </summary>
public sealed record PortalColours
{
    /// <summary>The ring round what has the focus: at least 3:1 against every background of the portal.</summary>
    public required string Focus { get; init; }

    /// <summary>The gap between a control and its focus ring, so that the ring shows on a filled button too.</summary>
    public required string FocusGap { get; init; }

    public required string Link { get; init; }
    public required string LinkHover { get; init; }

    /// <summary>A primary button while it is pressed.</summary>
    public required string PrimaryPressed { get; init; }

    /// <summary>What the pointer is over.</summary>
    public required string Hover { get; init; }

    /// <summary>What is pressed.</summary>
    public required string Pressed { get; init; }

    /// <summary>The row that is being edited, the entry of the page one is on.</summary>
    public required string Selected { get; init; }

    /// <summary>A row that somebody else has just changed.</summary>
    public required string Changed { get; init; }

    public required string SuccessLight { get; init; }
    public required string WarningLight { get; init; }
    public required string ErrorLight { get; init; }
    public required string InfoLight { get; init; }

    /// <summary>Text of an error on the page's own background; the palette's error is the line beside it.</summary>
    public required string ErrorText { get; init; }

    public required string SuccessText { get; init; }

    /// <summary>Text of a warning; the palette's warning is too light to be read.</summary>
    public required string WarningText { get; init; }

    /// <summary>The one shadow, under what floats.</summary>
    public required string Shadow { get; init; }
}
