using System.Globalization;
using System.Text;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Apply;

/// <summary>The number by which <c>run.sh</c> sees that a container is as it should be: the checksum of its arguments, as <c>cksum</c> makes it.</summary>
internal static class ScriptNumber
{
    public static string Of(ApplyRequest request, WantedContainer container)
    {
        var files = EngineNames.ScriptFiles(request.Setup.Plan, container.Service).Select(path => File.ReadAllBytes(Path.Join(request.Directory, path)));
        var fingerprint = EngineNames.ScriptFiles(request.Setup.Plan, container.Service) is [] ? "none" : Checksum([.. files.SelectMany(static b => b)]);
        var arguments = EngineNames.ScriptArguments(request.Setup.Plan, container.Service, request.PathOnEngine(request.Directory));
        return Checksum(Encoding.UTF8.GetBytes(string.Concat(arguments.Prepend(fingerprint).Select(static a => a + "\n"))));
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
