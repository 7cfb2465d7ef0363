using MudBlazor;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>The colours and shapes of MudBlazor's parts; they are the ones of <c>css/look.css</c>.</summary>
public static class Look
{
    private static readonly string[] s_fonts =
    [
        "system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif",
    ];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f6b4a",
            PrimaryContrastText = "#ffffff",
            Error = "#a8261c",
            Warning = "#8a5a00",
            Background = "#f1f0ee",
            Surface = "#fbfbf9",
            TextPrimary = "#1b1b1a",
            TextSecondary = "#5c5a55",
            ActionDefault = "#5c5a55",
            LinesDefault = "#dad8d2",
            LinesInputs = "#8d8a82",
            Divider = "#dad8d2",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7cc7a2",
            PrimaryContrastText = "#10231a",
            Error = "#ff9a8c",
            Warning = "#f0c060",
            Background = "#171716",
            Surface = "#20201e",
            TextPrimary = "#edece8",
            TextSecondary = "#aba8a0",
            ActionDefault = "#aba8a0",
            LinesDefault = "#3a3935",
            LinesInputs = "#7d7a72",
            Divider = "#3a3935",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = s_fonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            Button = new ButtonTypography
            {
                FontFamily = s_fonts,
                FontSize = "0.9375rem",
                FontWeight = "600",
                LineHeight = "1.4",
                LetterSpacing = "0",
                TextTransform = "none",
            },
        },
    };
}
