using System.Runtime.CompilerServices;
using System.Text;

namespace MathesarSetup.Engine.Files;

/// <summary>Bytes as text, where they are text.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // The same bytes give the same text, so that what was found out about it is not found out again.
    private static readonly ConditionalWeakTable<byte[], string> s_known = [];

    /// <summary>The text that gives these very bytes again; null when none does.</summary>
    public static string? Of(byte[] content)
    {
        if (s_known.TryGetValue(content, out var known))
        {
            return known;
        }

        try
        {
            var text = s_strict.GetString(content);
            s_known.AddOrUpdate(content, text);
            return text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
