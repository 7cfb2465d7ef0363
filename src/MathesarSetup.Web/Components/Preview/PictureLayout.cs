using System.Collections.Immutable;

namespace MathesarSetup.Web.Components.Preview;

/// <summary>A box with its place, in the picture's own units.</summary>
public sealed record PlacedBox(PictureBox Box, int X, int Y, ImmutableArray<(string Name, int X, int Y)> Stores);

/// <summary>Where everything of the picture stands: side by side on a wide screen, below each other on a narrow one.</summary>
public sealed record PictureLayout(
    ImmutableArray<PlacedBox> Boxes, bool Upright, int BoxWidth, int Width, int Height, (int X, int Y, int Width, int Height) Host)
{
    public const int BoxHeight = 86;
    public const int StoreWidth = 116;
    public const int StoreHeight = 30;

    // Three boxes beside each other leave room for whole addresses; more have to be narrower to stay readable.
    private const int WideBox = 190;
    private const int NarrowBox = 152;
    private const int MostWide = 3;
    private const int LetterWidth = 7;

    private const int Margin = 6;
    private const int Gap = 26;
    private const int StoreGap = 8;
    private const int FramePadding = 12;
    private const int FrameTop = 30;

    /// <summary>As many letters of code as fit into a box.</summary>
    public int MostLetters => (BoxWidth - 22) / LetterWidth;

    public static PictureLayout Of(ImmutableArray<PictureBox> boxes, bool upright)
    {
        var boxWidth = upright || boxes.Length <= MostWide ? WideBox : NarrowBox;
        ImmutableArray<PlacedBox> placed = [.. upright ? Below(boxes) : Beside(boxes, boxWidth)];
        var inside = placed.Where(p => p.Box.Inside).ToArray();
        var host = inside is [] ? (0, 0, 0, 0) : Frame(inside, boxWidth);
        var width = placed.Max(p => p.X) + boxWidth + Margin;
        var height = Math.Max(placed.Max(p => Bottom(p)) + Margin, host.Item2 + host.Item4 + Margin);
        return new PictureLayout(placed, upright, boxWidth, Math.Max(width, host.Item1 + host.Item3 + Margin), height, host);
    }

    private static IEnumerable<PlacedBox> Beside(ImmutableArray<PictureBox> boxes, int boxWidth) => boxes.Select((box, i) =>
    {
        var x = Margin + (i * (boxWidth + Gap));
        const int y = FrameTop + FramePadding + Margin;
        return new PlacedBox(box, x, y,
            [.. box.Stores.Select((store, k) => (store, x + ((boxWidth - StoreWidth) / 2), y + BoxHeight + 24 + (k * (StoreHeight + StoreGap))))]);
    });

    private static IEnumerable<PlacedBox> Below(ImmutableArray<PictureBox> boxes)
    {
        var y = Margin;
        var wasInside = false;
        foreach (var box in boxes)
        {
            y += box.Inside != wasInside ? FrameTop : 0;
            var (top, x) = (y, Margin + FramePadding);
            yield return new PlacedBox(box, x, top,
                [.. box.Stores.Select((store, k) => (store, x + 24, top + BoxHeight + 12 + (k * (StoreHeight + StoreGap))))]);
            y += BoxHeight + (box.Stores.Length * (StoreHeight + StoreGap)) + (box.Stores.Length > 0 ? 12 : 0) + 36;
            wasInside = box.Inside;
        }
    }

    private static (int X, int Y, int Width, int Height) Frame(PlacedBox[] inside, int boxWidth)
    {
        var x = inside.Min(p => p.X) - FramePadding;
        var y = inside.Min(p => p.Y) - FrameTop;
        return (x, y, inside.Max(p => p.X) + boxWidth + FramePadding - x, inside.Max(Bottom) + FramePadding - y);
    }

    private static int Bottom(PlacedBox placed) => placed.Stores is [.., var last] ? last.Y + StoreHeight : placed.Y + BoxHeight;
}
