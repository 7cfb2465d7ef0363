using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Setups;

/// <summary>
/// What changed answers mean for an installation whose files are somebody else's: the difference that they make in generated files, part by part,
/// held against what stands there.
/// </summary>
internal sealed class InPlaceChanges
{
    // How an engine is told to look after a container. Who left it out does without it.
    private static readonly string[] s_care =
    [
        "healthcheck", "logging", "restart", "depends_on", "stop_grace_period", "init", "labels.mathesar-setup",
        "Unit", "Install", "Container.HealthCmd", "Container.HealthInterval", "Container.HealthTimeout", "Container.HealthRetries",
        "Container.HealthStartPeriod", "Container.LogDriver", "Container.StopTimeout", "Container.Notify", "Container.PodmanArgs",
        "livenessProbe", "readinessProbe", "startupProbe", "lifecycle",
    ];

    private readonly Installed _present;
    private readonly Setup _before;
    private readonly Setup _after;
    private readonly ChangedAnswers _answers;
    private readonly ImmutableArray<InstalledChange>.Builder _changes = ImmutableArray.CreateBuilder<InstalledChange>();
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    private InPlaceChanges(Installed present, Setup before, Setup after) =>
        (_present, _before, _after, _answers) = (present, before, after, new ChangedAnswers(before, after));

    /// <param name="own">What the answers before would be as generated files, read back.</param>
    /// <param name="wanted">What the answers after would be.</param>
    public static (ImmutableArray<InstalledChange> Changes, ImmutableArray<Finding> Findings) Of(
        Installed present, Installed own, Installed wanted, Setup before, Setup after)
    {
        var changes = new InPlaceChanges(present, before, after);
        var published = InPlacePorts.Of(present, before, after);
        foreach (var change in own.ChangesTo(wanted).Select(change => InPlacePorts.Placed(present, change))
            .Where(change => published is [] || !InPlacePorts.IsOfMathesar(change.Part, before)).Concat(published))
        {
            changes.Add(change);
        }

        changes.HoldRelease();
        changes.FollowHost();
        return (changes._changes.ToImmutable(), changes._findings.ToImmutable());
    }

    private void Add(InstalledChange change)
    {
        // An empty variable is one that is not set.
        var present = _present[change.Part] is { Length: > 0 } text || change.Part.After(InstalledPart.Environment) is null
            ? _present[change.Part]
            : null;
        var isServiceThere = change.Part.Service.Length == 0 || _present.Services.Contains(change.Part.Service);
        if (present is null && change is { Part: { Service: "Ingress" or "HTTPRoute" }, Before: null })
        {
            // A door is built otherwise by everybody.
            if (change is { Part.Path: var path, After: { } name } && path.EndsWith(".host", StringComparison.Ordinal))
            {
                _findings.Add(InPlaceFinding.NoEffect.Say(
                    $"Mathesar answers to {name} now, and {change.Part.Service} does not lead there: a rule for "
                        + "it is yours to add.", AccessSettings.Hosts.Key));
            }

            return;
        }

        if (present == change.After || (present is null && (isServiceThere ? IsLeftOut(change) : IsObject(change.Part)))
            || (change.After is null && !MayGo(change.Part)))
        {
            return;
        }

        if (Obstacle(change) is { } obstacle)
        {
            _findings.Add(_answers.Locate(
                InPlaceFinding.Yours.Say($"{change.Part} was not changed: {obstacle}. Change it there, or take the answer back."), change.Part));
        }
        else if (present is null || present == change.Before)
        {
            _changes.Add(change with { Before = present });
        }
        else if (IsCare(change.Part))
        {
            // Who looks after a container in his own way goes on to.
        }
        else if (Merged(change, present) is { } merged)
        {
            if (merged != present)
            {
                _changes.Add(change with { Before = present, After = merged });
            }
        }
        else
        {
            _findings.Add(_answers.Locate(InPlaceFinding.Yours.Say($"{change.Part} is set in your files by yourself, to something else than the "
                + "answers said, so it was not changed. Change it there, or take the answer back."), change.Part));
        }
    }

    // What stands there in another way, with which this one would clash.
    private string? Obstacle(InstalledChange change)
    {
        string? Of(string path) => _present[new(change.Part.Service, path)];
        var limits = _present.Parts.Keys.FirstOrDefault(p => p.Service == change.Part.Service
            && p.Path.StartsWith("deploy.resources.", StringComparison.Ordinal)).Path;
        return change.Part switch
        {
            { Path: "mem_limit" or "cpus" } when limits is not null => $"{limits} of that service limits it already",
            var part when part.After(InstalledPart.Ports) is not null && Of("network_mode") is { } mode && InPlacePorts.IsShared(mode) =>
                $"the service has network_mode {mode}, beside which no port is published",
            { Path: var path } when change.Before is null && path.StartsWith("depends_on.", StringComparison.Ordinal)
                && change.After is "service_healthy" && path.Split('.')[1] is var other && _present.Services.Contains(other)
                && _present[new(other, "healthcheck.test")] is null =>
                $"it would wait for the health of {other}, which has no healthcheck in your files",
            _ => null,
        };
    }

    // An image that the answers name to the letter does not follow a release.
    private void HoldRelease()
    {
        var (before, after) = (_before.Answers, _after.Answers);
        if (before.Text(RunSettings.Version) != after.Text(RunSettings.Version) && after.IsAnswered(RunSettings.Image)
            && before.Text(RunSettings.Image) == after.Text(RunSettings.Image) && before.Text(RunSettings.Version) != Release.Unknown)
        {
            _findings.Add(InPlaceFinding.Yours.Say(
                $"The image stays {after.Text(RunSettings.Image)}, because mathesar.image says so to the letter. Say the "
                    + "image of the new release too, or take the answer back.", RunSettings.Version.Key));
        }
    }

    // What an answer no longer needs goes where it is ours to say. A port of a proxy and a place for data stay until their owner takes them out.
    private bool MayGo(InstalledPart part) => part.Path is "mem_limit" or "cpus" or "limits.memory" or "limits.cpus"
        || part.After(InstalledPart.Environment) is not null
        || InPlacePorts.IsOfMathesar(part, _before)
        || (part.After(InstalledPart.Mounts) is { } inside && inside.StartsWith(Mathesar.ContainerPaths.Root + "/", StringComparison.Ordinal)
            && inside.EndsWith(".yml", StringComparison.Ordinal));

    // Nothing is taken away that is not there, and nobody is made to say what he left out on purpose.
    private static bool IsLeftOut(InstalledChange change) => change.After is null || IsCare(change.Part)
        || (change.Before is not null && change.Part.After(InstalledPart.Environment) is null && change.Part.After(InstalledPart.Ports) is null);

    // An object of a cluster, such as one that scales: what Mathesar itself needs of it, its own parts ask for.
    private static bool IsObject(InstalledPart part) => part.Service.Contains('/', StringComparison.Ordinal);

    /// <summary>Whether a part only says how a container is looked after, in which everybody has his own way.</summary>
    public static bool IsCare(InstalledPart part) => part.Path.StartsWith("initContainers[", StringComparison.Ordinal)
        || (part is { Service: "workload", Path: not "spec.replicas" } && !part.Path.Contains(".volumes[", StringComparison.Ordinal))
        || s_care.Any(care => part.Path == care
        || part.Path.StartsWith(care + ".", StringComparison.Ordinal) || part.Path.StartsWith(care + "-", StringComparison.Ordinal));

    // Null where a person's own value would be lost.
    private string? Merged(InstalledChange change, string present) => change.Part.After(InstalledPart.Environment) switch
    {
        // A shell or a panel fills the rest in.
        not null when present.Contains("${", StringComparison.Ordinal) => null,
        null when change is { Part.Path: "image", Before: { } before, After: { } after } => Image(present, before, after),
        "ALLOWED_HOSTS" or "CSRF_TRUSTED_ORIGINS" => Names(present, change.Before, change.After),
        { } name when Settings.All.FirstOrDefault(s => s.Variable == name) is { } setting && SaysTheSame(setting, present) => change.After,
        _ => null,
    };

    // A tag that moves named no release; the answer does now.
    private static string? Image(string present, string before, string after) =>
        ImageReference.Of(present) is { Floats: true } floating && floating.IsSameRepository(ImageReference.Of(before)) ? after : null;

    private static string Names(string present, string? before, string? after)
    {
        string[] List(string? names) => (names ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var gone = List(before).Except(List(after)).ToHashSet(StringComparer.Ordinal);
        return string.Join(present.Contains(", ", StringComparison.Ordinal) ? ", " : ",",
            List(present).Where(name => !gone.Contains(name)).Concat(List(after).Except(List(before)))
                .Distinct(StringComparer.Ordinal));
    }

    // The same answer in other words, such as True for true.
    private bool SaysTheSame(Setting setting, string present) =>
        setting.TryRead(setting.Editor is Editor.Toggle ? present.ToLowerInvariant() : present, out var value, out _)
            && setting.Format(value) == _before.Answers.Text(setting);

    // The host of the address stands where no generated file has it: the official proxy's variable, a proxy's labels.
    private void FollowHost()
    {
        var (former, next) = (_before.Answers.Get(AccessSettings.Url), _after.Answers.Get(AccessSettings.Url));
        if (former.ToString() == next.ToString())
        {
            return;
        }

        foreach (var (part, text) in _present.Parts.Where(p => _changes.All(c => c.Part != p.Key)))
        {
            var changed =
                part.After(InstalledPart.Environment) is "DOMAIN_NAME" ? text.Replace(former.ToString(), next.ToString(), StringComparison.Ordinal)
                    : part.After(InstalledPart.Labels) is not null || (part.Service is "Ingress" or "HTTPRoute" && text == former.Host) ? text
                    : null;
            if (changed?.Replace(former.Host, next.Host, StringComparison.Ordinal) is { } result && result != text)
            {
                _changes.Add(new InstalledChange(part, text, result));
            }
        }
    }
}
