using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Takes over an installation without containers: a generated one, or one that Mathesar's own installer or a person made.</summary>
internal static class HostImport
{
    public static Recognition Knows(ImportRequest request) =>
        HostReader.Knows(request.Files) ? Recognition.Own
        : HostUnit.Web(HostUnit.Of(request.Files))?.Command?.IsLauncher is true ? Recognition.Likely
        : request.Files.Any(BareMetalReader.Knows) || HostUnit.Of(request.Files).Any(BareMetalReader.Knows) ? Recognition.Possible
        : Recognition.None;

    public static ImportReading Read(ITarget target, ImportRequest request) =>
        HostReader.Knows(request.Files)
            ? Generated(target, request)
            : BareMetalReader.Read(target, request);

    /// <summary>All that units and their files of variables say, part by part.</summary>
    public static ImmutableArray<FoundPart> Observe(ImmutableArray<FoundFile> files)
    {
        var units = HostUnit.Of(files);
        var web = HostUnit.Web(units);
        return [.. HostVariables.Of(files, web, web?.Stem ?? "").Parts, .. units.SelectMany(static u => u.Parts())];
    }

    /// <summary>All that units and their files of variables run; null where none serves Mathesar.</summary>
    public static Installed? Whole(ImportRequest request)
    {
        var units = HostUnit.Of(request.Files);
        var web = HostUnit.Web(units);
        if (web is null && !request.Files.Any(BareMetalReader.Knows))
        {
            return null;
        }

        var answers = new Answering(new ReadLines());
        var variables = HostVariables.Of(request.Files, web, web?.Stem ?? "").Variables;
        if (HostReader.Knows(request.Files))
        {
            HostReader.Read(request.Files, answers);
        }
        else if (web is not null)
        {
            HostUnitReader.Read(web, variables, answers);
        }

        return new Installed(Model(units, web, variables, answers.Draft.Texts));
    }

    private static ImmutableSortedDictionary<InstalledPart, string> Model(ImmutableArray<HostUnit> units, HostUnit? web,
        ImmutableDictionary<string, FoundText> variables, ImmutableSortedDictionary<string, string> said)
    {
        var served = WrittenModel.NameOf("web");
        string Name(string unit) => unit == web?.Stem ? served : unit == $"{web?.Stem}-db" ? WrittenModel.NameOf("database") : unit;
        var model = ImmutableSortedDictionary.CreateBuilder<InstalledPart, string>(InstalledPart.Order);
        model[new("", "name")] = web?.Stem ?? "";
        foreach (var part in units.SelectMany(static u => u.Parts()).Where(p => p.Service != web?.Stem
            || !(IsSaid(p, said) || p.Path.StartsWith(InstalledPart.Environment, StringComparison.Ordinal))))
        {
            model[new(Name(part.Service), part.Path)] = part.Value;
        }

        foreach (var (name, text) in variables)
        {
            model[new(served, InstalledPart.Environment + name)] = text.FilledInBy ?? text.Value;
        }

        // Where it listens is said by a command or by a script, each in its own words; so are the workers, which go over the variable.
        if (web is not null)
        {
            model[new(served, $"{InstalledPart.Ports}{WebPages.Port}/tcp")] =
                $"{said.GetValueOrDefault(AccessSettings.Bind.Key, "127.0.0.1")}:{said.GetValueOrDefault(AccessSettings.Port.Key, "8000")}";
        }

        if (web?.Command?.IsGunicorn is true && said.GetValueOrDefault(TuningSettings.Workers.Key) is { } workers)
        {
            model[new(served, InstalledPart.Environment + TuningSettings.Workers.Variable)] = workers;
        }

        return model.ToImmutable();
    }

    // What an answer says in the words of a command is no part twice.
    private static bool IsSaid(FoundPart part, ImmutableSortedDictionary<string, string> said)
    {
        var (port, bind) = (said.GetValueOrDefault(AccessSettings.Port.Key, ""), said.GetValueOrDefault(AccessSettings.Bind.Key, ""));
        return part.Path.Split('[')[0] switch
        {
            "command.--port" or "command.-p" => part.Value == port,
            "command.--addr" or "command.--host" or "command.-a" => IsAddress(part.Value, bind),
            "command.--bind" => part.Value.EndsWith($":{port}", StringComparison.Ordinal) && IsAddress(part.Value[..^(port.Length + 1)], bind),
            "command.--workers" => part.Value == said.GetValueOrDefault(TuningSettings.Workers.Key),
            _ => false,
        };
    }

    private static bool IsAddress(string text, string bind) => text.Trim('[', ']') is var address
        && (address == bind || (address is "" or "*" && bind is "0.0.0.0") || (address is "localhost" && bind is "127.0.0.1"));

    private static ImportReading Generated(ITarget target, ImportRequest request)
    {
        var answers = new Answering(new ReadLines());
        HostReader.Read(request.Files, answers);
        var release = answers.Draft.Texts.TryGetValue(RunSettings.Version.Key, out var version)
            ? new ReleaseGuess(version, "its unit says so", IsExact: true)
            : null;
        answers.Findings.Add(ImportFindings.Release(release));
        if (release is null)
        {
            answers.LeaveReleaseOpen();
        }

        return WrittenServices.Reading(target, answers, new WrittenParts(Observe(request.Files), [], Observe), request.Files, release);
    }
}
