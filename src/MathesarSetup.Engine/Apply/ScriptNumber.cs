using System.Globalization;
using System.Text;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// The number by which <c>run.sh</c> sees that a container is as it should be: the checksum of its arguments, as <c>cksum</c> makes it.
/// </summary>
internal static class ScriptNumber
{
    /// <summary>Null where the target has no script of its own.</summary>
    public static string? Of(ApplyRequest request, WantedContainer container)
    {
        if (request.Setup.Target.Scripted(request.Setup.Plan, container.Service, request.PathOnEngine(request.Directory)) is not { } scripted)
        {
            return null;
        }

        var files = scripted.Files.Select(path => File.ReadAllBytes(Path.Join(request.Directory, path)));
        var fingerprint = scripted.Files is [] ? "none" : Checksum([.. files.SelectMany(static b => b)]);
        return Checksum(Encoding.UTF8.GetBytes(string.Concat(scripted.Arguments.Prepend(fingerprint).Select(static a => a + "\n"))));
    }

    // POSIX: a CRC of the bytes, then of their number, low byte first, and its complement.
    internal static string Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = 0u;
        foreach (var value in bytes)
        {
            crc = Add(crc, value);
        }

        for (var length = (ulong)bytes.Length; length != 0; length >>= 8)
        {
            crc = Add(crc, (byte)length);
        }

        return (~crc).ToString(CultureInfo.InvariantCulture);
    }

    private static uint Add(uint crc, byte value)
    {
        crc ^= (uint)value << 24;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
        }

        return crc;
    }
}
