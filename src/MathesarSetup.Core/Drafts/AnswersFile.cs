using System.Text;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Findings;

namespace MathesarSetup.Drafts;

/// <summary>The files that keep the answers: <c>mathesar.yaml</c>, and beside it those that are secret.</summary>
public static class AnswersFile
{
    public const string Name = "mathesar.yaml";

    /// <summary>The secret half: same shape, readable by its owner alone.</summary>
    public const string SecretsName = "mathesar.secrets.yaml";

    /// <summary>The JSON Schema of both, by which editors complete and check them.</summary>
    public const string SchemaName = "mathesar.schema.json";

    /// <summary>The key that says in which form a file is written.</summary>
    public const string VersionKey = "schema";

    /// <summary>The form that this program writes and reads.</summary>
    public const int Version = 1;

    /// <summary>Files of answers are a few kilobytes; anything far above is another file.</summary>
    public const int LargestBytes = 1024 * 1024;

    /// <summary>Reads one half. Whatever its bytes are, there is a result: answers as far as they could be read, and what is wrong.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="file">What the user calls the file.</param>
    /// <param name="isSecretHalf">Whether secrets belong into it.</param>
    public static AnswersReading Read(ReadOnlySpan<byte> content, string file, bool isSecretHalf = false)
    {
        if (content.Length > LargestBytes)
        {
            return AnswersReading.Failed(TooLarge(file));
        }

        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
            return new AnswersReader(file, isSecretHalf).Read(text.TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            return AnswersReading.Failed(DraftFinding.NotUtf8.At() with { File = file, Line = LineOfBadByte(content) });
        }
    }

    /// <summary>The finding for a file that is too large to hold answers.</summary>
    public static Finding TooLarge(string file) =>
        YamlFinding.TooLarge.Say(
            $"This file is larger than {LargestBytes / 1024 / 1024} MB, which no file of answers is. Name another.") with
        { File = file };

    /// <summary>What is wrong with the text of <see cref="VersionKey"/>, or null.</summary>
    internal static Finding? VersionProblem(string text) =>
        text == $"{Version}" ? null
        : int.TryParse(text, out var version) && version > Version
            ? DraftFinding.SchemaNewer.Say(
                $"A newer Mathesar Setup wrote this file: its form is {version}, and this program knows {Version}. Use the newer program.")
            : DraftFinding.SchemaUnknown.Say($"There is no form {text} of this file. Write {VersionKey}: {Version}.");

    // A line of text is wrong when the lines before it are right.
    private static int LineOfBadByte(ReadOnlySpan<byte> content)
    {
        var rest = content;
        for (var line = 1; ; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            var first = end < 0 ? rest : rest[..end];
            if (end < 0 || !System.Text.Unicode.Utf8.IsValid(first))
            {
                return line;
            }

            rest = rest[(end + 1)..];
        }
    }
}
