using MathesarSetup.Web.Security;

namespace MathesarSetup.Web.Tests.Security;

public sealed class QrPictureTests
{
    private const string Link = "http://192.168.178.99:8765/enter?token=0123456789012345678901234567890123456789012";

    [Fact]
    public void It_is_square_fits_a_console_and_has_a_quiet_zone_of_four_modules()
    {
        var lines = QrPicture.Lines(Link, inColour: false).ToArray();
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.InRange(lines.Length, 15, 24);
        Assert.Equal((lines[0].Length + 1) / 2, lines.Length);
        Assert.All(lines.Take(2).Concat(lines.Skip(lines.Length - 2)), line => Assert.Equal(new string('█', line.Length), line));
        Assert.All(lines, line => Assert.True(line.StartsWith("████", StringComparison.Ordinal)
            && line.EndsWith("████", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public void A_terminal_with_colours_is_told_white_on_black_so_that_a_light_one_shows_the_same()
    {
        var plain = QrPicture.Lines(Link, inColour: false).ToArray();
        Assert.Equal(plain.Select(line => $"\e[1;37;40m{line}\e[0m"), QrPicture.Lines(Link, inColour: true));
    }
}
