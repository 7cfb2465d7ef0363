using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Opening;

/// <summary>A file of answers that was looked for.</summary>
/// <param name="Path">Where, as the user named it or as the directory gives it.</param>
/// <param name="Content">Its bytes; null when there is no such file or it cannot be read.</param>
public sealed record SourceFile(string Path, byte[]? Content, AnswersReading Reading)
{
    /// <summary>What stands for standard input in a path's place.</summary>
    public const string StandardInput = "-";

    private static readonly string[] s_handedOver = ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"];

    /// <summary>Reads one half of the answers. That it is missing is a finding only when it <paramref name="isWanted"/>.</summary>
    public static SourceFile Read(string path, bool isSecretHalf, bool isWanted = false)
    {
        if (IsSpecial(path))
        {
            return new SourceFile(path, null,
                new AnswersReading(path, Draft.Empty, ImmutableDictionary<string, int>.Empty, [FileFindings.Special(path)]));
        }

        try
        {
            using var stream = File.OpenRead(path);
            var bytes = ReadAtMost(stream, AnswersFile.LargestBytes + 1);
            return new SourceFile(path, bytes, AnswersFile.Read(bytes, path, isSecretHalf));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException && !isWanted)
        {
            return new SourceFile(path, null, new AnswersReading(path, Draft.Empty, ImmutableDictionary<string, int>.Empty, []));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new SourceFile(path, null,
                new AnswersReading(path, Draft.Empty, ImmutableDictionary<string, int>.Empty, [Unreadable(problem, path)]));
        }
    }

    /// <summary>The text of a file that holds one secret, without the line feed at its end; or why there is none.</summary>
    public static (string? Text, Finding? Problem) ReadSecret(string path, TextReader input)
    {
        if (path != StandardInput && IsSpecial(path))
        {
            return (null, FileFindings.Special(path));
        }

        try
        {
            if ((path == StandardInput ? input.ReadToEnd() : Utf8Text.Of(ReadFile(path))) is not { } text)
            {
                return (null, DraftFinding.NotUtf8.At() with { File = path });
            }

            return (text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, Unreadable(problem, path));
        }
    }

    /// <summary>What to write in this file's place.</summary>
    public GeneratedFile Merge(GeneratedFile wanted)
    {
        var isSecretHalf = wanted.Path == AnswersFile.SecretsName;
        var says = AnswersFile.Read(Encoding.UTF8.GetBytes(wanted.Content), Path, isSecretHalf).Draft;
        return Reading.Findings.IsEmpty && says.Texts.SequenceEqual(Reading.Draft.Texts)
            && !Reading.Draft.Texts.Keys.Any(k => Settings.Find(k)!.Secret != isSecretHalf)
            ? wanted with { Content = Encoding.UTF8.GetString(Content!), Baseline = wanted.Content }
            : wanted with { Source = Encoding.UTF8.GetString(Content!) };
    }

    // What a shell hands over as an open file, as in --config <(command), is meant to be a pipe.
    private static bool IsSpecial(string path) => LibC.IsSpecial(path)
        && !s_handedOver.Any(place => path.StartsWith(place, StringComparison.Ordinal));

    private static byte[] ReadFile(string path)
    {
        using var stream = File.OpenRead(path);
        return ReadAtMost(stream, 64 * 1024);
    }

    private static byte[] ReadAtMost(Stream stream, int most)
    {
        var bytes = new byte[most];
        return bytes[..stream.ReadAtLeast(bytes, most, throwOnEndOfStream: false)];
    }

    private static Finding Unreadable(Exception problem, string path) => problem switch
    {
        _ when Directory.Exists(path) => FilesFinding.IsDirectory.Say($"{path} is a directory. Name a file in it.") with { File = path },
        FileNotFoundException or DirectoryNotFoundException => DraftFinding.NotFound.At() with { File = path },
        _ => DraftFinding.NotReadable.At() with { File = path },
    };
}
