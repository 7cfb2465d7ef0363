using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MathesarSetup.Engine.Backups;

/// <summary>The headers between the parts of an archive: other programs refuse one whose sum is wrong, and .NET does not look.</summary>
internal static class TarHeaders
{
    private const int Block = 512;
    private static readonly Range s_size = 124..136;
    private static readonly Range s_sum = 148..156;

    /// <summary>Whether every header has its sum, up to the empty blocks that end the archive, behind which nothing stands.</summary>
    public static bool AreWhole(Stream archive)
    {
        var header = new byte[Block];
        while (archive.ReadAtLeast(header, Block, throwOnEndOfStream: false) == Block)
        {
            if (!header.AsSpan().ContainsAnyExcept((byte)0))
            {
                return archive.Length - archive.Position <= Block && AreEmpty(archive);
            }

            var sum = Octal(header.AsSpan(s_sum));
            header.AsSpan(s_sum).Fill((byte)' ');
            if (sum is null || sum != header.Sum(static b => (long)b) || Size(header.AsSpan(s_size)) is not { } size || size < 0)
            {
                return false;
            }

            archive.Position += (size + Block - 1) / Block * Block;
        }

        return false;
    }

    // Such an archive ends in two empty blocks.
    private static bool AreEmpty(Stream archive)
    {
        var rest = new byte[Block];
        return !rest.AsSpan(0, archive.ReadAtLeast(rest, Block, throwOnEndOfStream: false)).ContainsAnyExcept((byte)0);
    }

    // Where octal digits do not suffice, the first bit says that bytes follow.
    private static long? Size(ReadOnlySpan<byte> field) => (field[0] & 0x80) == 0 ? Octal(field) : BinaryPrimitives.ReadInt64BigEndian(field[^8..]);

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        var digits = Encoding.ASCII.GetString(field).Trim('\0', ' ');
        return digits.All(static c => c is >= '0' and <= '7') && digits.Length > 0
            ? digits.Aggregate(0L, static (number, digit) => (number * 8) + CharUnicodeInfo.GetDecimalDigitValue(digit)) : null;
    }
}
