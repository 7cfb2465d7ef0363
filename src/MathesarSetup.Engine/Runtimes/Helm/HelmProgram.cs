using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>
/// The program helm of this machine, about one release. Secrets go to it by files of their owner or by standard input, never by arguments.
/// </summary>
/// <param name="context">The context of the kubeconfig.</param>
/// <param name="place">The namespace.</param>
internal sealed class HelmProgram(string context, string place, string name)
{
    // Which Helm 3 compares versions and values as this one reads them.
    private static readonly Version s_oldest = new(3, 8);

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private ImmutableArray<string> There => ["--namespace", place, "--kube-context", context];

    /// <summary>Whether there is such a program here.</summary>
    public static bool IsHere => ProgramPath.Find(HostCommand.HelmVersion.Program) is not null;

    /// <summary>Its version; null where it does not say.</summary>
    public static async Task<Version?> VersionAsync(CancellationToken cancellation) =>
        await ChildProgram.RunAsync(HostCommand.HelmVersion, new(), cancellation) is { ExitCode: 0, Output: var said }
        && Version.TryParse(said.Trim().TrimStart('v').Split('+', '-')[0], out var version) ? version : null;

    /// <summary>That it is too old; null where it is not.</summary>
    public static Findings.Finding? TooOld(Version? version) => version >= s_oldest ? null : HelmFinding.OldVersion.Say(
        $"{(version is null ? "The helm on this machine does not say its version" : $"The helm on this machine is {version}")}, and {s_oldest} or "
            + "newer is needed. Update Helm, or run the commands that README.md names.");

    /// <summary>Every revision that Helm keeps, the newest last; none where there is no such release.</summary>
    /// <exception cref="StepFailure">It cannot be asked.</exception>
    public async Task<ImmutableArray<HelmRevision>> HistoryAsync(CancellationToken cancellation)
    {
        var said = await TryAsync(HostCommand.HelmHistory.About([name, .. There]), new(), cancellation);
        if (said.ExitCode != 0)
        {
            return said.Errors.Contains("release: not found", StringComparison.Ordinal) ? [] : throw Failure(said);
        }

        try
        {
            return [.. JsonSerializer.Deserialize(said.Output, HelmJson.Default.HelmRevisionArray)!.OrderBy(static r => r.Revision)];
        }
        catch (JsonException)
        {
            throw new StepFailure(HelmFinding.Failed.Say($"{HostCommand.HelmHistory} {name} did not answer as Helm does."));
        }
    }

    /// <summary>The objects of a revision, as YAML.</summary>
    public async Task<string> ManifestAsync(int revision, CancellationToken cancellation) =>
        (await DoAsync(HostCommand.HelmManifest.About([name, "--revision", Number(revision), .. There]), new(), cancellation)).Output;

    /// <summary>What a chart makes of values, as YAML.</summary>
    /// <param name="folder">Where chart and values lie.</param>
    /// <param name="values">The files there.</param>
    /// <param name="secretValues">Values that stand in no file there.</param>
    /// <param name="version">The version of the cluster.</param>
    public async Task<string> TemplateAsync(string folder, string chart, ImmutableArray<string> values, string? secretValues, string version,
        CancellationToken cancellation) => (await DoAsync(HostCommand.HelmTemplate.About([name, $"./{chart}", "--namespace", place,
            "--kube-version", version, .. values.SelectMany(static file => new[] { "--values", file }),
            .. secretValues is null ? ImmutableArray<string>.Empty : ["--values", "-"]]),
            new() { Directory = folder, Input = secretValues ?? "" }, cancellation)).Output;

    /// <summary>Brings the release about; on failure Helm itself puts the former revision back.</summary>
    /// <param name="run">The mark of the run.</param>
    public async Task<ProgramResult> UpgradeAsync(string folder, string chart, ImmutableArray<string> values, string run, TimeSpan patience,
        bool isForced, CancellationToken cancellation)
    {
        var isNew = await VersionAsync(cancellation) is { Major: >= 4 };
        return await TryAsync(HostCommand.HelmUpgrade.About([name, $"./{chart}", .. There,
            .. values.SelectMany(static file => new[] { "--values", file }), isNew ? "--rollback-on-failure" : "--atomic",
            .. isNew && isForced ? ImmutableArray.Create("--force-conflicts") : [],
            "--timeout", $"{Number((int)Math.Ceiling(patience.TotalSeconds))}s", "--description", run]),
            // What it puts back takes its time too.
            new() { Directory = folder, Patience = (patience * 2) + s_patience }, cancellation);
    }

    public Task RollbackAsync(int revision, CancellationToken cancellation) =>
        DoAsync(HostCommand.HelmRollback.About([name, Number(revision), .. There]), new() { Patience = s_patience }, cancellation);

    public Task UninstallAsync(CancellationToken cancellation) =>
        DoAsync(HostCommand.HelmUninstall.About([name, .. There]), new() { Patience = s_patience }, cancellation);

    /// <summary>What it said last about why it failed.</summary>
    public static StepFailure Failure(ProgramResult said) => new(HelmFinding.Failed.Say($"Helm refused a step: "
        + $"{(said.Errors.Split('\n').LastOrDefault(static line => line.Trim().Length > 0) is { } words
            ? words.Replace("Error: ", "", StringComparison.Ordinal).Trim().TrimEnd('.') : $"it ended with exit code {said.ExitCode}")}."));

    private static async Task<ProgramResult> DoAsync(HostCommand command, ProgramSurroundings surroundings, CancellationToken cancellation)
    {
        var result = await TryAsync(command, surroundings, cancellation);
        return result.ExitCode == 0 ? result : throw Failure(result);
    }

    private static async Task<ProgramResult> TryAsync(HostCommand command, ProgramSurroundings surroundings, CancellationToken cancellation) =>
        await ChildProgram.RunAsync(command, surroundings with { Variables = Variables() }, cancellation)
            ?? new ProgramResult(-1, "", $"{command.Program} {command.Arguments[0]} did not run to its end");

    // Those that lead elsewhere count for more than the context to which somebody agreed.
    private static Dictionary<string, string> Variables() => ChildProgram.Variables()
        .Where(static v => !v.Key.StartsWith("HELM_KUBE", StringComparison.Ordinal) && v.Key != "HELM_NAMESPACE")
        .ToDictionary(StringComparer.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
