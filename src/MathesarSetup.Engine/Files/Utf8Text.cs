using System.Text;

namespace MathesarSetup.Engine.Files;

/// <summary>Bytes as text, where they are text.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text that gives these very bytes again; null when none does.</summary>
    public static string? Of(byte[] content)
    {
        try
        {
            return s_strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
