using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Docker;

/// <summary>Reads the container that a run line starts, with the pod that it is in. Each flag is an answer or is told.</summary>
/// <param name="pods">The lines that make pods of Podman's, by the pods' names.</param>
/// <param name="networks">What commands of their own connect to networks.</param>
internal sealed class RunService(string path, ImmutableDictionary<string, FoundFile> beside, ReadLines lines, List<Finding> findings,
    IReadOnlyDictionary<string, RunLine> pods, IReadOnlyList<RunNetwork> networks)
{
    // What flags or a file of variables that are not here may hold, and what data or access hang on.
    private static readonly string[] s_needed = ["SECRET_KEY", "POSTGRES_HOST", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"];

    private static readonly Place s_nowhere = new("", 0) { Column = int.MaxValue };

    // What makes a pod counts for each container in it, and is told once.
    private readonly Dictionary<RunFlag, Place> _told = new(ReferenceEqualityComparer.Instance);

    public FoundService Read(RunLine line)
    {
        TellBefore(line);
        var pod = line.Pod is { } name && !line.MakesPod ? pods.GetValueOrDefault(name) : null;
        var service = new FoundService
        {
            Name = line.ContainerName ?? "",
            Image = Text(line.Image!),
            Names = RunNetwork.NamesOf(line),
            Networks = RunNetwork.Mode(line) is null ? RunNetwork.Networks(line, networks) : [],
            NamesIn = RunNetwork.NamesIn(line, networks),
            Links = RunNetwork.Links(line),
            NetworkMode = RunNetwork.Mode(line) is { } mode ? new FoundText(mode, s_nowhere) : null,
        };
        // A secret of Podman's counts, whatever else sets the variable.
        foreach (var flag in line.Flags.OrderBy(static f => f.Name == "secret")
            .Concat(pod?.Flags.Where(static f => f.Name is "publish" or "volume") ?? []))
        {
            service = With(service, line, flag, Said(flag));
        }

        var arguments = line.Arguments.Where(static w => w.Text != "$@").ToArray();
        if (arguments is not [])
        {
            Part(arguments[0].Line, arguments[^1].Last, string.Join(' ', arguments.Select(static w => w.Raw)));
        }

        return service with
        {
            StartText = string.Join(' ', arguments.Select(static w => w.Text)),
            Variables = service.Variables.AddRange(FromFiles(service, line)),
        };
    }

    /// <summary>Tells all that a line says which makes a pod.</summary>
    public void Tell(RunLine pod)
    {
        TellBefore(pod);
        pod.Flags.ToList().ForEach(f => Said(f));
        if (pod.Image is { } name)
        {
            Text(name);
        }
    }

    // What sets a variable for this command alone is told where that is not taken over.
    private void TellBefore(RunLine line)
    {
        foreach (var word in line.Before.Where(w => !line.Flags.Any(f =>
            f.Name == "env" && w.Text.StartsWith($"{f.Value}=", StringComparison.Ordinal))))
        {
            Part(word.Line, word.Last, word.Raw);
        }
    }

    private Place Part(int line, int last, string text) => lines.AddPart(new Place(path, line, last), text);

    private FoundText Said(RunFlag flag)
    {
        if (!_told.TryGetValue(flag, out var at))
        {
            _told[flag] = at = Part(flag.Line, flag.Last, flag.Raw);
        }

        return Typed(flag.Value, at, flag.IsFilledIn);
    }

    private FoundText Text(CommandWord word) => Typed(word.Text, Part(word.Line, word.Last, word.Raw), word.IsFilledIn);

    private static FoundText Typed(string text, Place at, bool isFilledIn) => new(text, at)
    {
        HasPlainDollars = true,
        FilledInBy = isFilledIn ? "the shell that the line is typed into fills it in" : null,
    };

    private FoundService With(FoundService service, RunLine line, RunFlag flag, FoundText said)
    {
        switch (flag.Name)
        {
            case "env":
                return Variable(service, line, said);
            case "secret" when PodmanSecret.IsVariable(flag.Value):
                var held = PodmanSecret.Held(flag.Value, said.At);
                return service with { Variables = service.Variables.SetItem(PodmanSecret.Target(flag.Value), held) };
            case "publish" when FoundPort.Read(flag.Value, said) is { } port:
                return service with { Ports = service.Ports.Add(port) };
            case "volume" when RunMount.OfVolume(flag.Value, said) is { } mount:
                return service with { Mounts = service.Mounts.Add(Told(mount, flag)) };
            case "mount" when RunMount.OfMount(flag.Value, said) is { } mount:
                return service with { Mounts = service.Mounts.Add(Told(mount, flag)) };
            case "name":
                lines.Mark(said.At);
                return service with { Container = said };
            case "memory":
                return service with { Memory = said with { Value = flag.Value.ToLowerInvariant() } };
            case "cpus":
                return service with { Processors = said };
            case "env-file" when !beside.ContainsKey(PathOf(flag)):
                return service;
            case "env-file" or "detach" or "replace" or "quiet" or "pull":
            case "restart" when flag.Value == "unless-stopped":
                lines.Mark(said.At);
                return service;
            default:
                TellUnknown(flag);
                return service;
        }
    }

    private void TellUnknown(RunFlag flag)
    {
        if (!flag.IsKnown && flag.Name.Length > 0)
        {
            var hasValue = flag.Value.Length > 0 && !flag.Raw.Contains('=', StringComparison.Ordinal);
            findings.Add(ImportFindings.UnknownFlag(flag.Name, hasValue) with { File = path, Line = flag.Line });
        }
    }

    // A name alone takes its value from whoever runs the line.
    private static FoundService Variable(FoundService service, RunLine line, FoundText said)
    {
        var sign = said.Value.IndexOf('=', StringComparison.Ordinal);
        return service with
        {
            Variables = sign switch
            {
                > 0 => service.Variables.SetItem(said.Value[..sign], said with { Value = said.Value[(sign + 1)..] }),
                < 0 when line.Exported.TryGetValue(said.Value, out var value) => service.Variables.SetItem(said.Value, said with { Value = value }),
                < 0 when said.Value.Length > 0 => service.Variables.SetItem(said.Value, said with
                {
                    FilledInBy = "it is taken from the variables of whoever runs the line",
                }),
                _ => service.Variables,
            },
        };
    }

    // Options of a mount are no answer, and are told beside what the mount says.
    private FoundMount Told(RunMount mount, RunFlag flag)
    {
        if (mount.Options.Length > 0)
        {
            Part(flag.Line, flag.Last, flag.Raw);
        }

        return mount.Found;
    }

    // Of several files the last one counts, and what the line itself says beats them.
    private IEnumerable<KeyValuePair<string, FoundText>> FromFiles(FoundService service, RunLine line)
    {
        var variables = new Dictionary<string, FoundText>(StringComparer.Ordinal);
        foreach (var flag in line.Flags.Where(static f => f.Name is "env-file" or ""))
        {
            if (flag.Name.Length > 0 && beside.TryGetValue(PathOf(flag), out var file))
            {
                lines.Add(file);
                foreach (var (name, text) in RawVariables.Of(file))
                {
                    // What another value beats says nothing more.
                    lines.Mark((variables.GetValueOrDefault(name) ?? (service.Variables.ContainsKey(name) ? text : null))?.At ?? s_nowhere);
                    variables[name] = text;
                }
            }
            else
            {
                var at = s_nowhere with { File = path, Line = flag.Line, Last = flag.Line };
                Array.ForEach(s_needed, name => variables[name] = new FoundText(name, at) { FilledInBy = Elsewhere(flag) });
            }
        }

        return variables.Where(v => !service.Variables.ContainsKey(v.Key));
    }

    // A command that stands in a file's place may hold what it makes.
    private static string Elsewhere(RunFlag flag) => flag.Name.Length == 0 ? "flags that the shell fills in may say it"
        : flag.IsFilledIn ? "a file that the shell makes or names may hold it"
        : $"{flag.Value}, which is not here, may hold it";

    private static string PathOf(RunFlag flag) => flag.Value.StartsWith("./", StringComparison.Ordinal) ? flag.Value[2..] : flag.Value;
}
