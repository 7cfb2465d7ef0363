using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Docker;

/// <summary>
/// Reads <c>docker run</c> and <c>podman run</c> lines as people paste them: several, over several lines, behind prompts and sudo, with their env
/// files beside. Each flag is an answer or is told.
/// </summary>
internal sealed class DockerRunReader
{
    // Commands of an engine that leave nothing behind.
    private static readonly string[] s_passing = ["pull", "stop", "rm", "start", "restart", "kill", "ps", "logs", "exec", "images", "inspect"];

    private static readonly Place s_nowhere = new("", 0) { Column = int.MaxValue };

    private readonly FoundFile _file;
    private readonly ImmutableDictionary<string, FoundFile> _beside;
    private readonly ReadLines _lines = new();
    private readonly List<Finding> _findings = [];

    private DockerRunReader(FoundFile file, ImmutableArray<FoundFile> beside) =>
        (_file, _beside) = (file, beside.ToImmutableDictionary(static f => f.Path, StringComparer.Ordinal));

    public static bool Knows(string text) => text.Length <= 1024 * 1024
        && (text.Contains("docker", StringComparison.Ordinal) || text.Contains("podman", StringComparison.Ordinal))
        && Commands(text).Any(static c => RunLine.Of(c) is not null);

    public static (ReadLines Lines, FoundInstallation Found, ImmutableArray<Finding> Findings) Read(
        FoundFile file, ImmutableArray<FoundFile> beside, string project)
    {
        var reader = new DockerRunReader(file, beside);
        var services = reader.Services();
        var volumes = services.SelectMany(static s => s.Mounts).Where(static m => !m.IsPath && m.Source.Length > 0).Select(static m => m.Source)
            .Distinct(StringComparer.Ordinal).ToImmutableDictionary(static s => s, static s => s, StringComparer.Ordinal);
        var name = new FoundText(project, s_nowhere with { File = file.Path, Line = 1, Last = 1 });
        return (reader._lines, new FoundInstallation(name, services, volumes, reader._beside), [.. reader._findings]);
    }

    // A line that starts with # is root's prompt where no other runs anything, and a comment beside one that does.
    private static ImmutableArray<Command> Commands(string text)
    {
        var plain = Joined(CommandReader.Read(text, rootPrompt: false));
        return plain.Any(static c => RunLine.Of(c) is not null) ? plain : Joined(CommandReader.Read(text, rootPrompt: true));
    }

    // Unraid shows a run line as many lines with nothing at their ends: one without an image goes on.
    private static ImmutableArray<Command> Joined(ImmutableArray<Command> commands)
    {
        var joined = ImmutableArray.CreateBuilder<Command>();
        foreach (var command in commands)
        {
            if (joined.Count > 0 && joined[^1].EndsLine && RunLine.Of(joined[^1]) is { Image: null } && RunLine.Of(command) is null)
            {
                joined[^1] = command with { Words = [.. joined[^1].Words, .. command.Words] };
            }
            else
            {
                joined.Add(command);
            }
        }

        return joined.ToImmutable();
    }

    private ImmutableArray<FoundService> Services()
    {
        var (lines, pods, networks) = (new List<RunLine>(), new Dictionary<string, RunLine>(StringComparer.Ordinal), new List<RunNetwork>());
        foreach (var command in Commands(_file.Text))
        {
            if (RunLine.Of(command) is { Image: not null } line)
            {
                // The last try of a container is the one that stands.
                lines.RemoveAll(l => l.ContainerName == line.ContainerName && (line.ContainerName is not null || IsSameImage(l, line)));
                lines.Add(line);
            }
            else if (RunLine.OfPod(command) is { } pod)
            {
                pods[pod.ContainerName ?? pod.Image?.Text ?? ""] = pod;
            }
            else if (!IsPassing(command))
            {
                networks.AddRange(RunNetwork.Connected(command) is { } connected ? [connected] : []);
                _lines.AddPart(new Place(_file.Path, command.Words[0].Line, command.Words[^1].Last), command.ToString());
            }
        }

        foreach (var image in lines.Select(static l => l.Image!).Where(static i => i.IsFilledIn))
        {
            _findings.Add(ImportFindings.RunUnknown(image.Raw) with { File = _file.Path, Line = image.Line });
        }

        lines.Where(static l => l.MakesPod).ToList().ForEach(l => pods[l.Pod!] = l);
        var reader = new RunService(_file.Path, _beside, _lines, _findings, pods, networks);
        pods.Values.Where(static p => !p.MakesPod).ToList().ForEach(reader.Tell);
        return [.. lines.Select(reader.Read)];
    }

    private static bool IsSameImage(RunLine one, RunLine other) =>
        ImageReference.Of(one.Image!.Text).IsSameRepository(ImageReference.Of(other.Image!.Text));

    private static bool IsPassing(Command command) => command.Words switch
    {
        [{ Text: "docker" or "podman" }, { Text: var verb }, ..] when s_passing.Contains(verb) => true,
        [{ Text: "sudo" }, .. var rest] when rest.Length > 0 => IsPassing(command with { Words = rest }),
        // What sets a variable or an array of PowerShell's.
        [{ Raw: ['$', _, ..] }, { Text: "=" or "+=" }, ..] => true,
        // What a batch file says to cmd alone.
        [{ Text: "@echo" or "echo" }, { Text: "off" or "on" }] or [{ Text: "@setlocal" or "setlocal" or "pause" or "rem" or "@rem" }, ..] => true,
        [{ Text: "docker" or "podman" }, { Text: "network" or "volume" }, { Text: "create" }, { Text: not ['-', ..] }] => true,
        [{ Text: "set" or "cd" or "export" or "unset" or "declare" or "typeset" or "local" or "readonly" }, ..] => true,
        var words => words.All(static w => w.Text.IndexOf('=', StringComparison.Ordinal) > 0),
    };
}
