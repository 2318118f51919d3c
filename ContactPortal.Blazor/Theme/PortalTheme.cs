using MudBlazor;

namespace ContactPortal.Blazor.Theme;

/// <summary>
/// The portal's theme: the measures and colours of Det Fælles Designsystem as a MudBlazor theme, with a dark palette of our own. No other
/// file names a colour.
/// </summary>
public static class PortalTheme
{
    private static readonly string[] Plex = ["IBM Plex Sans", "system-ui", "sans-serif"];

    public static MudTheme Mud { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Black = "#1a1a1a",
            White = "#ffffff",
            Primary = "#0059b3",
            PrimaryDarken = "#004993",
            PrimaryLighten = "#1b86c3",
            PrimaryContrastText = "#ffffff",
            Secondary = "#454545",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#004d99",
            TertiaryContrastText = "#ffffff",
            Info = "#1b86c3",
            InfoContrastText = "#1a1a1a",
            Success = "#358000",
            SuccessContrastText = "#ffffff",
            Warning = "#febb30",
            WarningContrastText = "#1a1a1a",
            Error = "#cc0000",
            ErrorContrastText = "#ffffff",
            Dark = "#1a1a1a",
            DarkContrastText = "#ffffff",
            TextPrimary = "#1a1a1a",
            TextSecondary = "#595959",
            TextDisabled = "#707070",
            ActionDefault = "#454545",
            ActionDisabled = "#8e8e8e",
            ActionDisabledBackground = "#dcdcdc",
            Background = "#ffffff",
            BackgroundGray = "#f5f5f5",
            Surface = "#ffffff",
            LinesDefault = "#dcdcdc",
            LinesInputs = "#8e8e8e",
            TableLines = "#dcdcdc",
            TableStriped = "#f5f5f5",
            TableHover = "#f5f5f5",
            Divider = "#dcdcdc",
            DividerLight = "#f5f5f5",
            Skeleton = "#ececec",
            AppbarBackground = "#ffffff",
            AppbarText = "#1a1a1a",
        },
        PaletteDark = new PaletteDark
        {
            Black = "#0f1215",
            White = "#ffffff",
            Primary = "#86bdf5",
            PrimaryDarken = "#a9d1fa",
            PrimaryLighten = "#c4e0fc",
            PrimaryContrastText = "#0b1c2e",
            Secondary = "#c3c9cf",
            SecondaryContrastText = "#14171b",
            Tertiary = "#86bdf5",
            TertiaryContrastText = "#0b1c2e",
            Info = "#6db9ea",
            InfoContrastText = "#0b1c2e",
            Success = "#84c95a",
            SuccessContrastText = "#0f1f05",
            Warning = "#febb30",
            WarningContrastText = "#1a1a1a",
            Error = "#ff8a80",
            ErrorContrastText = "#2b0503",
            Dark = "#0f1215",
            DarkContrastText = "#ffffff",
            TextPrimary = "#eceff1",
            TextSecondary = "#b0b7be",
            TextDisabled = "#8d959d",
            ActionDefault = "#c3c9cf",
            ActionDisabled = "#6b737b",
            ActionDisabledBackground = "#2b3137",
            Background = "#14171b",
            BackgroundGray = "#1d2126",
            Surface = "#1a1e23",
            LinesDefault = "#343a41",
            LinesInputs = "#808992",
            TableLines = "#343a41",
            TableStriped = "#1d2126",
            TableHover = "#22272d",
            Divider = "#343a41",
            DividerLight = "#22272d",
            Skeleton = "#2b3137",
            AppbarBackground = "#14171b",
            AppbarText = "#eceff1",
        },
        LayoutProperties = new() { DefaultBorderRadius = "4px" },
        // Headings are one step smaller than the designsystem's, whose scale is made for self-service forms, not for pages used all day.
        Typography = new()
        {
            Default = Text<DefaultTypography>("1rem", "400", "1.5"),
            H1 = Text<H1Typography>("1.75rem", "600", "1.25"),
            H2 = Text<H2Typography>("1.25rem", "600", "1.3"),
            H3 = Text<H3Typography>("1.125rem", "600", "1.35"),
            H4 = Text<H4Typography>("1rem", "600", "1.5"),
            H5 = Text<H5Typography>("1rem", "600", "1.5"),
            H6 = Text<H6Typography>("0.875rem", "600", "1.43"),
            Subtitle1 = Text<Subtitle1Typography>("1rem", "400", "1.5"),
            Subtitle2 = Text<Subtitle2Typography>("0.875rem", "600", "1.43"),
            Body1 = Text<Body1Typography>("1rem", "400", "1.5"),
            Body2 = Text<Body2Typography>("0.9375rem", "400", "1.45"),
            Button = Text<ButtonTypography>("1rem", "600", "1.5"),
            Caption = Text<CaptionTypography>("0.875rem", "400", "1.43"),
            Overline = Text<OverlineTypography>("0.875rem", "600", "1.43"),
        },
    };

    public static PortalColours Light { get; } = new()
    {
        Focus = "#1a1a1a",
        FocusGap = "#ffffff",
        Link = "#004d99",
        LinkHover = "#1a1a1a",
        PrimaryPressed = "#003972",
        Hover = "#f5f5f5",
        Pressed = "#dcdcdc",
        Selected = "#e9f2fb",
        Changed = "#fff3d6",
        SuccessLight = "#eaf6e2",
        WarningLight = "#fff4dc",
        ErrorLight = "#ffeaea",
        InfoLight = "#e2f2fb",
        ErrorText = "#b80000",
        SuccessText = "#2c6a00",
        WarningText = "#7a4d00",
        Shadow = "0 4px 12px rgba(0,0,0,0.16)",
    };

    public static PortalColours Dark { get; } = new()
    {
        Focus = "#ffffff",
        FocusGap = "#14171b",
        Link = "#9ccbf8",
        LinkHover = "#ffffff",
        PrimaryPressed = "#c4e0fc",
        Hover = "#22272d",
        Pressed = "#343a41",
        Selected = "#1b2c3d",
        Changed = "#3a2f15",
        SuccessLight = "#1b2b14",
        WarningLight = "#332a14",
        ErrorLight = "#3a1f1f",
        InfoLight = "#172b3a",
        ErrorText = "#ff9d94",
        SuccessText = "#97d571",
        WarningText = "#fecb62",
        Shadow = "0 4px 16px rgba(0,0,0,0.6)",
    };

    private static T Text<T>(string size, string weight, string line) where T : BaseTypography, new() => new()
    {
        FontFamily = Plex,
        FontSize = size,
        FontWeight = weight,
        LineHeight = line,
        LetterSpacing = "normal",
        TextTransform = "none",
    };
}
