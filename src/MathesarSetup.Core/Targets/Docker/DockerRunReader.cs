using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Docker;

/// <summary>Reads <c>docker run</c> lines as people paste them: several, over several lines, with quotes, and with their env files beside.</summary>
internal static class DockerRunReader
{
    // Flags that take a value and say nothing that is asked.
    private static readonly HashSet<string> s_valued =
        new(["--restart", "--log-driver", "--log-opt", "--health-cmd", "--health-interval", "--health-timeout", "--health-retries",
            "--health-start-period", "--stop-timeout", "--shm-size", "--add-host", "--network-alias", "--pull", "--platform"],
            StringComparer.Ordinal);

    // Flags that take a value and have to be told as not understood.
    private static readonly HashSet<string> s_told = new(["--label", "-l", "--user", "-u", "--entrypoint", "--workdir", "-w", "--hostname", "-h",
        "--link", "--cap-add", "--device", "--dns", "--ip", "--security-opt", "--ulimit", "--tmpfs", "--gpus"], StringComparer.Ordinal);

    public static bool Knows(string text) => text.Contains("docker run", StringComparison.Ordinal)
        || text.Contains("podman run", StringComparison.Ordinal) || text.Contains("docker create", StringComparison.Ordinal);

    public static (ReadLines Lines, FoundInstallation Found) Read(FoundFile file, ImmutableArray<FoundFile> beside, string project)
    {
        var lines = new ReadLines();
        lines.Add(file);
        var files = beside.ToImmutableDictionary(static f => f.Path, StringComparer.Ordinal);
        var services = Commands(file.Text).Select(command => Service(file.Path, command, files, lines)).OfType<FoundService>().ToImmutableArray();
        return (lines,
            new FoundInstallation(new FoundText(project, new Place(file.Path, 1)), services, services.SelectMany(static s => s.Mounts)
                .Where(static m => !m.IsPath && m.Source.Length > 0).Select(static m => m.Source).Distinct(StringComparer.Ordinal)
                .ToImmutableDictionary(static s => s, static s => s, StringComparer.Ordinal), files));
    }

    private static FoundService? Service(
        string path, ImmutableArray<(string Word, int Line)> words, ImmutableDictionary<string, FoundFile> files, ReadLines lines)
    {
        var start = words is [_, { Word: "run" or "create" }, ..] ? 1 : words is [_, { Word: "container" }, { Word: "run" or "create" }, ..] ? 2 : -1;
        if (start < 0)
        {
            return null;
        }

        var service = new FoundService { Name = "" };
        var i = start + 1;
        lines.Mark(new Place(path, words[0].Line));
        for (; i < words.Length && words[i].Word.StartsWith('-'); i++)
        {
            var (flag, value) = words[i].Word.StartsWith("--", StringComparison.Ordinal) && words[i].Word.Split('=', 2) is [var name, var joined]
                ? (name, joined)
                : (words[i].Word, (string?)null);
            var takesValue = flag is "-e" or "--env" or "--env-file" or "-p" or "--publish" or "-v" or "--volume" or "--name" or "--network"
                or "--net" or "-m" or "--memory" or "--cpus"
                || s_valued.Contains(flag) || s_told.Contains(flag);
            var said = new FoundText(value ?? (takesValue && i + 1 < words.Length ? words[i + 1].Word : ""),
                new Place(path, words[i].Line, takesValue && value is null && i + 1 < words.Length ? words[i + 1].Line : words[i].Line));
            i += takesValue && value is null ? 1 : 0;
            service = With(service, flag, said, files, lines);
        }

        if (i >= words.Length)
        {
            return null;
        }

        lines.Mark(new Place(path, words[i].Line));
        return service with
        {
            Name = service.Container?.Value ?? "",
            Image = new FoundText(words[i].Word, new Place(path, words[i].Line)),
            StartText = string.Join(' ', words[(i + 1)..].Select(static w => w.Word)),
        };
    }

    private static FoundService With(FoundService service, string flag, FoundText said, ImmutableDictionary<string, FoundFile> files, ReadLines lines)
    {
        switch (flag)
        {
            case "-e" or "--env" when said.Value.Split('=', 2) is [var name, var value]:
                return service with { Variables = service.Variables.SetItem(name, said with { Value = value }) };
            case "--env-file" when files.GetValueOrDefault(said.Value.StartsWith("./", StringComparison.Ordinal) ? said.Value[2..] : said.Value)
                is { } file:
                lines.Mark(said.At);
                lines.Add(file);
                return service with
                {
                    Variables = service.Variables.AddRange(RawVariables.Of(file).Where(v => !service.Variables.ContainsKey(v.Key))),
                };
            case "-p" or "--publish" when FoundPort.Read(said.Value, said) is { } port:
                return service with { Ports = service.Ports.Add(port) };
            case "-v" or "--volume" when FoundMount.Read(said.Value, said) is { } mount:
                return service with { Mounts = service.Mounts.Add(mount) };
            case "--name":
                lines.Mark(said.At);
                return service with { Container = said };
            case "-m" or "--memory":
                return service with { Memory = said };
            case "--cpus":
                return service with { Processors = said };
            case "-d" or "--detach" or "--rm" or "-it" or "-i" or "-t" or "--init" or "--network" or "--net":
                lines.Mark(said.At);
                return service;
            default:
                lines.Mark(said.At);
                if (!s_valued.Contains(flag))
                {
                    lines.Tell(said.At, $"{flag} {said.Value}".TrimEnd());
                }

                return service;
        }
    }

    // Cuts the text into commands and words as a shell does, without expanding anything.
    private static IEnumerable<ImmutableArray<(string Word, int Line)>> Commands(string text)
    {
        var words = ImmutableArray.CreateBuilder<(string, int)>();
        var (word, quote, line, begun) = (new StringBuilder(), '\0', 1, false);
        void EndWord()
        {
            if (begun)
            {
                words.Add((word.ToString(), line));
            }

            word.Clear();
            begun = false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                i += text[i + 1] == '\r' ? 1 : 0;
                if (i + 1 < text.Length && text[++i] == '\n')
                {
                    EndWord();
                    line++;
                }
                else
                {
                    (_, begun) = (word.Append(text[i]), true);
                }
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                (quote, begun) = (quote == '\0' ? c : '\0', true);
            }
            else if (quote == '\0' && c is ' ' or '\t' or '\r' && quote == '\0')
            {
                EndWord();
            }
            else if (quote == '\0' && c is '\n' or ';' && quote == '\0')
            {
                EndWord();
                line += c == '\n' ? 1 : 0;
                if (words.Count > 0)
                {
                    yield return words.ToImmutable();
                }

                words.Clear();
            }
            else
            {
                (_, begun, line) = (word.Append(c), true, c == '\n' ? line + 1 : line);
            }
        }

        EndWord();
        if (words.Count > 0)
        {
            yield return words.ToImmutable();
        }
    }
}
