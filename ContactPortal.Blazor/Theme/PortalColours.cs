namespace ContactPortal.Blazor.Theme;

/// <summary>
/// The colours that MudBlazor's palette lacks. Each is written as a CSS custom property <c>--portal-…</c> with its name in kebab case, for
/// light and for dark.
/// </summary>
public sealed record PortalColours
{
    /// <summary>The focus ring: contrast of at least 3:1 against every background of the portal.</summary>
    public required string Focus { get; init; }

    /// <summary>The gap between a control and its focus ring, so that the ring shows on a filled button too.</summary>
    public required string FocusGap { get; init; }

    public required string Link { get; init; }
    public required string LinkHover { get; init; }

    /// <summary>A primary button while it is pressed.</summary>
    public required string PrimaryPressed { get; init; }

    /// <summary>Background of a hovered element.</summary>
    public required string Hover { get; init; }

    /// <summary>Background of a pressed element.</summary>
    public required string Pressed { get; init; }

    /// <summary>Background of the edited row and of the current page's navigation link.</summary>
    public required string Selected { get; init; }

    /// <summary>Background of a row that somebody else has just changed.</summary>
    public required string Changed { get; init; }

    public required string SuccessLight { get; init; }
    public required string WarningLight { get; init; }
    public required string ErrorLight { get; init; }
    public required string InfoLight { get; init; }

    /// <summary>Text of an error on the page's background; the palette's error colour is for lines.</summary>
    public required string ErrorText { get; init; }

    public required string SuccessText { get; init; }

    /// <summary>Text of a warning; the palette's warning colour is too light for text.</summary>
    public required string WarningText { get; init; }

    /// <summary>The shadow of popovers and banners.</summary>
    public required string Shadow { get; init; }
}
