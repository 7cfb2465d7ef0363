using System.Text;
using QRCoder;

namespace MathesarSetup.Web.Security;

/// <summary>A link as a QR code in characters, two modules to a half block, with the quiet zone that scanners want.</summary>
internal static class QrPicture
{
    // White on black, said to the terminal, so that it is the same on a light one.
    private const string Colours = "\e[1;37;40m";
    private const string Reset = "\e[0m";

    /// <summary>Its lines. Without <paramref name="inColour"/> what is light is drawn, which is right on a dark console.</summary>
    public static IEnumerable<string> Lines(string link, bool inColour)
    {
        using var code = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.L);
        var rows = code.ModuleMatrix;
        var lines = new List<string>();
        for (var y = 0; y < rows.Count; y += 2)
        {
            var line = new StringBuilder(inColour ? Colours : "");
            for (var x = 0; x < rows[y].Count; x++)
            {
                // Below the last row lies nothing: it is as light as the quiet zone.
                line.Append((IsLight: !rows[y][x], IsLightBelow: y + 1 >= rows.Count || !rows[y + 1][x]) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            lines.Add(line.Append(inColour ? Reset : "").ToString());
        }

        return lines;
    }
}
