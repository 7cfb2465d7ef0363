using System.Globalization;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>The checksum and the length that <c>cksum</c> prints, by which <c>install.sh</c> sees that files changed.</summary>
internal static class PosixChecksum
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(static i => Shift((uint)i << 24))];

    public static string Of(IEnumerable<byte[]> contents)
    {
        var (sum, length) = (0u, 0L);
        foreach (var content in contents)
        {
            foreach (var one in content)
            {
                sum = Add(sum, one);
            }

            length += content.LongLength;
        }

        for (var rest = length; rest > 0; rest >>= 8)
        {
            sum = Add(sum, (byte)rest);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{~sum} {length}");
    }

    private static uint Add(uint sum, byte next) => (sum << 8) ^ s_table[(sum >> 24) ^ next];

    private static uint Shift(uint value)
    {
        const uint Polynomial = 0x04C11DB7;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 0x8000_0000) == 0 ? value << 1 : (value << 1) ^ Polynomial;
        }

        return value;
    }
}
