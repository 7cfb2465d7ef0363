using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Importing;

/// <summary>
/// Reads the installation that containers belong to through the engine that would be installed on. Never throws for what an engine does.
/// </summary>
internal static class ContainerImporter
{
    private const string Inspected = "containers.json";

    // Every container of the machine may be in the engine's own networks.
    private static readonly string[] s_shared = ["bridge", "host", "none", "podman", "default"];

    /// <summary>The containers that run Mathesar, or did; none when there is no engine.</summary>
    public static async Task<ImmutableArray<FoundContainer>> ListAsync(CancellationToken cancellation = default)
    {
        if ((await EngineFinder.FindAsync(cancellation)).Engine is not { } engine)
        {
            return [];
        }

        try
        {
            using var connection = new EngineConnection(engine.Endpoint);
            var paths = await MountedPaths.FindAsync(engine, cancellation);
            return [.. (await connection.ListAllAsync(cancellation)).Where(IsMathesar).OrderBy(static c => c.Name, StringComparer.Ordinal)
                .Select(c => new FoundContainer(c.Name, c.IsRunning,
                    ContainerPlace.Of(c.Labels, paths) is { IsThere: true } place ? place.Directory : null))];
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>
    /// Reads the containers that belong to a named one, or to those with a label, and the files that they were made from, where those are there.
    /// </summary>
    /// <param name="nameOrLabel">A name, an id, a label, or <c>label=value</c>.</param>
    /// <param name="into">The directory that the answers are for; null for that of the files.</param>
    /// <returns>What was read, and the directory of the files, as this process sees it; null when there is none.</returns>
    public static async Task<(ImportReading Reading, string? Directory)> ReadAsync(
        string nameOrLabel, string? into, CancellationToken cancellation = default)
    {
        var search = await EngineFinder.FindAsync(cancellation);
        if (search.Engine is not { } engine)
        {
            return (ImportReading.Failed(search.Findings), null);
        }

        try
        {
            using var connection = new EngineConnection(engine.Endpoint);
            var (named, problem) = await FindAsync(connection, nameOrLabel, cancellation);
            return named is null
                ? (ImportReading.Failed(problem!), null)
                : await ReadAsync(connection, named, into, await MountedPaths.FindAsync(engine, cancellation), cancellation);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return (ImportReading.Failed(EngineFindings.Lost(engine.Endpoint, problem)), null);
        }
    }

    /// <summary>
    /// Asks what runs, or is installed, from a directory for what its files do not tell: the release above all. Where nobody answers, the reading
    /// stays as it is.
    /// </summary>
    public static async Task<ImportReading> AskAsync(ImportReading reading, string directory, CancellationToken cancellation = default)
    {
        if (TargetKinds.Find(reading.Target ?? "") is not { Home: not TargetHome.Cluster } kind
            || File.Exists(Path.Join(directory, AnswersFile.Name)))
        {
            return reading;
        }

        if (InstalledProgram.Read(reading) is { } program)
        {
            return reading.With(program);
        }

        if (kind.Home is TargetHome.Host || (await EngineFinder.FindAsync(cancellation)).Engine is not { } engine)
        {
            return reading;
        }

        try
        {
            using var connection = new EngineConnection(engine.Endpoint);
            var members = await MadeFromAsync(connection, directory, reading.Draft, await MountedPaths.FindAsync(engine, cancellation), cancellation);
            return await new ContainerQuestions(connection, members).AskAsync(Named(reading, members), cancellation);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return reading;
        }
    }

    // Compose takes its name from a flag or the shell too, and the volumes bear it.
    private static ImportReading Named(ImportReading reading, IEnumerable<ContainerFacts> members) =>
        members.Select(static m => m.Labels.GetValueOrDefault(Labels.ComposeProject)).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToArray() is [{ Length: > 0 } project]
            && RunSettings.Name.Codec.TryParse(project, out _, out _)
            ? reading with { Draft = reading.Draft.With(RunSettings.Name, project) }
            : reading;

    /// <summary>By the labels of Compose and of ours; what neither made is found by the name that the files give it.</summary>
    internal static async Task<List<ContainerFacts>> MadeFromAsync(
        EngineConnection engine, string directory, Draft draft, MountedPaths paths, CancellationToken cancellation)
    {
        var all = await engine.ListAllAsync(cancellation);
        var name = draft.Texts.GetValueOrDefault(KeptSettings.WebContainer.Key) ?? draft.Texts.GetValueOrDefault(RunSettings.Name.Key);
        var made = all.Where(c => ContainerPlace.Of(c.Labels, paths)?.Directory == Path.TrimEndingDirectorySeparator(directory)).ToArray();
        var members = new List<ContainerFacts>();
        foreach (var container in made is [] ? [.. all.Where(c => c.Name == name)] : made)
        {
            if (await engine.FindContainerAsync(container.Id, cancellation) is { } member)
            {
                members.Add(member);
            }
        }

        return members;
    }

    private static async Task<(ImportReading Reading, string? Directory)> ReadAsync(
        EngineConnection engine, ContainerFacts named, string? into, MountedPaths paths, CancellationToken cancellation)
    {
        var members = await MembersAsync(engine, named, cancellation);
        var reading =
            Importer.Read(new ImportRequest([new FoundFile(Inspected, await engine.InspectAsync(members.Select(static m => m.Id), cancellation))],
                named.Name));
        var place = ContainerPlace.Of(named.Labels, paths);
        if (place is { IsThere: true })
        {
            reading = FromFiles(place, reading, into);
        }
        else if (place is not null)
        {
            reading = reading with { Findings = [.. reading.Findings, ContainerFindings.DirectoryGone(place.Directory)] };
        }

        return (await new ContainerQuestions(engine, members).AskAsync(reading, cancellation), place is { IsThere: true } ? place.Directory : null);
    }

    // The files say more than the containers, and the containers what the files were started with.
    private static ImportReading FromFiles(ContainerPlace place, ImportReading running, string? into)
    {
        var (request, findings) = place.Read();
        var reading = Importer.Read(request with { From = into is null || into == place.Directory ? null : place.Directory });
        var isOwn = request.Files.Any(static f => f.Path == AnswersFile.Name);
        var others = isOwn ? [] : Differences(reading.Draft, running.Draft).ToArray();
        return reading with
        {
            // Compose takes its name from a flag or the shell too, and the volumes bear it.
            Draft = isOwn || running.Draft.Texts.GetValueOrDefault(RunSettings.Name.Key) is not { } name
                ? reading.Draft
                : reading.Draft.With(RunSettings.Name, name),
            Findings =
            [
                .. findings,
                .. reading.Findings,
                ContainerFindings.Directory(place.Directory),
                .. others is [] ? Array.Empty<Finding>() : [ContainerFindings.RunsOtherwise(others)],
            ],
        };
    }

    private static IEnumerable<string> Differences(Draft files, Draft running) => new Setting[]
    {
        SecretSettings.Key, DatabaseSettings.Password, DatabaseSettings.User, DatabaseSettings.Name, DatabaseSettings.Host, AccessSettings.Port,
        AccessSettings.Bind,
    }
        .Select(static s => s.Key)
        .Where(key => files.Texts.TryGetValue(key, out var one) && running.Texts.TryGetValue(key, out var other) && one != other);

    private static async Task<(ContainerFacts? Found, Finding? Problem)> FindAsync(
        EngineConnection engine, string nameOrLabel, CancellationToken cancellation)
    {
        if (!nameOrLabel.Contains('=', StringComparison.Ordinal) && await engine.FindContainerAsync(nameOrLabel, cancellation) is { } named)
        {
            return (named, null);
        }

        var labelled = await engine.ListContainersAsync(nameOrLabel, cancellation);
        var found = (await engine.ListAllAsync(cancellation)).Where(c => labelled.Contains(c.Id)).ToArray();
        var mathesars = found.Where(IsMathesar).ToArray();
        return (mathesars is [] ? found : mathesars) switch
        {
            [] => (null, ContainerFindings.NotFound(nameOrLabel)),
            [var first, var second, ..] when mathesars is not [] =>
                (null, ContainerFindings.Several(nameOrLabel, mathesars.Select(static c => c.Name))),
            [var first, ..] => (await engine.FindContainerAsync(first.Id, cancellation), null),
        };
    }

    private static async Task<List<ContainerFacts>> MembersAsync(EngineConnection engine, ContainerFacts named, CancellationToken cancellation)
    {
        IEnumerable<string> ids = named.Labels.GetValueOrDefault(Labels.ComposeProject) is { Length: > 0 } project
            ? await engine.ListContainersAsync($"{Labels.ComposeProject}={project}", cancellation)
            : await BesideAsync(engine, named, cancellation);
        var members = new List<ContainerFacts> { named };
        foreach (var id in ids.Where(id => id != named.Id).Distinct(StringComparer.Ordinal))
        {
            if (await engine.FindContainerAsync(id, cancellation) is { } member)
            {
                members.Add(member);
            }
        }

        return members;
    }

    private static async Task<IEnumerable<string>> BesideAsync(EngineConnection engine, ContainerFacts named, CancellationToken cancellation)
    {
        var beside = new List<string>();
        foreach (var network in named.Spec.JoinedNetworks.Except(s_shared))
        {
            beside.AddRange((await engine.ListInNetworkAsync(network, cancellation)).Select(static c => c.Id));
        }

        return beside;
    }

    private static bool IsMathesar(ListedContainer container) =>
        MathesarContainer.Is(container.Image) || container.Labels.ContainsKey(Labels.Release);
}
