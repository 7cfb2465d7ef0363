using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Common;

/// <summary>Reads back files that answers make as a whole, such as units and manifests.</summary>
internal static partial class WrittenServices
{
    /// <summary>The script that puts the files in their place, and asks whether Mathesar answers.</summary>
    public const string InstallScript = "install.sh";

    /// <param name="found">What the files run; null when that could not be read.</param>
    /// <param name="said">All that the files say.</param>
    /// <param name="sayMore">Says what only this target's files tell.</param>
    public static ImportReading Read(
        ITarget target, FoundInstallation? found, WrittenParts said, ImportRequest request, Action<Answering> sayMore)
    {
        var lines = new ReadLines();
        said.Files.ToList().ForEach(lines.Add);
        var answers = new Answering(lines);
        if (found is null || InstallationReader.Read(found, answers, request) is not { Reader: not null } read)
        {
            return ImportReading.Failed(answers.Findings is [] ? [ImportFindings.NotMathesar()] : [.. answers.Findings]);
        }

        sayMore(answers);
        var roles = read.Reader.Taken.ToImmutableDictionary(static t => t.Value.Name, static t => t.Key, StringComparer.Ordinal);
        return Reading(target, answers, said with
        {
            Parts = [.. said.Parts.Select(p => p with { Service = roles.GetValueOrDefault(p.Service, p.Service) })],
        }, request.Files, read.Release, isByRole: true);
    }

    /// <summary>The reading of answers that were said already.</summary>
    /// <param name="isByRole">Whether parts are told by what their services are for, and not by what they are called.</param>
    public static ImportReading Reading(
        ITarget target, Answering answers, WrittenParts said, ImmutableArray<FoundFile> files, ReleaseGuess? release,
        bool isByRole = false)
    {
        // The address that people type stands in the script alone.
        if (Script(files) is { } script && Address().Match(script.Text) is { Success: true } address)
        {
            answers.Say(AccessSettings.Url.Key, address.Groups[1].Value);
            answers.WithoutHost();
        }

        answers.Say(RunSettings.Target.Key, target.Id);
        var plan = Planner.Make(answers.Draft.Read().Answers);
        var generated = Generated(target, plan);
        var same = isByRole ? ByRole(said.Observe(generated), plan) : said.Observe(generated);
        foreach (var part in PartOwners.Unowned(said.Parts, same, answers.Lines).ToArray())
        {
            answers.Lines.Tell(part.At, part.Text);
        }

        var unread = answers.Lines.Rest();
        var own = generated.Where(g => files.Any(f => f.Path == g.Path && FirstLine(f) == FirstLine(g))).ToImmutableArray();
        if (own.IsEmpty)
        {
            answers.Findings.Add(ImportFindings.WrittenAnew());
        }

        return FoundServices.Reading(target.Kind, answers, release, unread, unread.Count(u => own.All(f => f.Path != u.File))) with
        {
            Replaced = own,
            IsGenerated = !own.IsEmpty,
            Sources = own.IsEmpty ? said.Sources : [],
        };
    }

    // Every generated file starts by saying what it is for. What a person changed in such a file stays there.
    private static string FirstLine(FoundFile file) => file.Text.Split('\n', 2)[0].TrimEnd('\r');

    /// <summary>The script that puts a generated installation in its place; null where none lies there.</summary>
    public static FoundFile? Script(ImmutableArray<FoundFile> files) => files.FirstOrDefault(static f => f.Path == InstallScript);

    /// <summary>What a generated script was told under a name; null for nothing.</summary>
    public static string? Assigned(FoundFile? script, string name)
    {
        var line = script?.Text.Split('\n').FirstOrDefault(l => l.StartsWith($"{name}=", StringComparison.Ordinal));
        return line is null || line.Length == name.Length + 1 ? null : line[(name.Length + 1)..].Trim('\'');
    }

    /// <summary>What would be generated.</summary>
    public static ImmutableArray<FoundFile> Generated(ITarget target, Plan plan) =>
        [.. target.Render(plan).Files.Select(static f => f.Found)];

    private static ImmutableArray<FoundPart> ByRole(ImmutableArray<FoundPart> parts, Plan plan)
    {
        // Some targets put the installation's name before the service's.
        var roles = plan.Services.SelectMany(s => new[] { s.Name, $"{plan.Name}-{s.Name}" }.Select(name => (Name: name, s.Role)))
            .DistinctBy(static r => r.Name).ToImmutableDictionary(static r => r.Name, static r => r.Role switch
            {
                ServiceRole.Web => "web",
                ServiceRole.Proxy => "proxy",
                _ => "database",
            }, StringComparer.Ordinal);
        return [.. parts.Select(p => p with { Service = roles.GetValueOrDefault(p.Service, p.Service) })];
    }

    [GeneratedRegex(@"(?m)^url='?(https?://[^\s']+)'?$")]
    private static partial Regex Address();
}
