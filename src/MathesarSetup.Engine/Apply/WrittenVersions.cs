using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Engine.Files;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Apply;

/// <summary>What the Compose files of an installation say, as they shall be, as they lie there, and as they were before.</summary>
internal sealed record WrittenVersions
{
    // A file may name a file that names one; nobody nests them deeper.
    private const int MostRounds = 4;

    private const string ComposeFile = "compose.yaml";

    public static readonly WrittenVersions None = new();

    /// <summary>As generated from the answers.</summary>
    public WrittenProject Generated { get; private init; } = WrittenProject.None;

    /// <summary>As they are once the run has written.</summary>
    public WrittenProject Present { get; private init; } = WrittenProject.None;

    /// <summary>As they lie there before it.</summary>
    public WrittenProject OnDisk { get; private init; } = WrittenProject.None;

    /// <summary>As they were last generated.</summary>
    public WrittenProject Copies { get; private init; } = WrittenProject.None;

    /// <summary>The versions that were kept, the newest first.</summary>
    public ImmutableArray<(DateTime Time, WrittenProject Project)> Earlier { get; private init; } = [];

    /// <summary>The names of the Compose files, in their order.</summary>
    public ImmutableArray<string> ComposeFiles { get; private init; } = [ComposeFile];

    /// <summary>When the newest of them on the disk was written.</summary>
    public DateTime Newest { get; private init; }

    /// <summary>The names of generated services, now and before.</summary>
    public ImmutableHashSet<string> GeneratedNames { get; private init; } = [];

    /// <summary>What the files on the disk say of a service.</summary>
    public ImmutableArray<WrittenService> BeforeThisRun(string service) => Services([OnDisk], service);

    /// <summary>What the files may have said of a service when its container was made.</summary>
    public ImmutableArray<WrittenService> Before(string service, DateTime made)
    {
        var older = Earlier.Where(e => e.Time <= made).Take(1);
        return Services([OnDisk, Copies, .. Earlier.Where(e => e.Time > made).Concat(older).Select(static e => e.Project)], service);
    }

    private static ImmutableArray<WrittenService> Services(IEnumerable<WrittenProject> projects, string service) =>
        [.. projects.Select(p => p.Services.GetValueOrDefault(service)).OfType<WrittenService>()];

    public static WrittenVersions Read(ApplyRequest request, Disk disk, Comparison files)
    {
        var changes = files.Changes.ToDictionary(static c => c.Path, StringComparer.Ordinal);
        string? OnDisk(string path) => IsInside(path) && disk.Read(path) is { } file ? Utf8Text.Of(file.Content) ?? "" : null;
        string? Present(string path) => changes.TryGetValue(path, out var change) ? change.Result
            : request.Decisions.Added is { } added && added.Path == path ? added.Text
            : OnDisk(path);
        // What no version has is taken to be as it was.
        string? Copy(string path) => OnDisk(StateFolder.CopyOf(path)) ?? OnDisk(path);
        var versions = VersionStore.List(disk).Select(static v =>
            (v.Time, Texts: v.Files.ToDictionary(static f => f.Path, static f => f.Text, StringComparer.Ordinal)));
        var copies = Project(request, Copy).Project;
        var (present, onDisk) = (Project(request, Present), Project(request, OnDisk));
        return new WrittenVersions
        {
            Generated = AdditionsReader.OfCompose(
                request.Setup.Rendered, [ComposeFile]),
            Present = present.Project,
            ComposeFiles = present.Compose,
            OnDisk = onDisk.Project,
            Copies = copies,
            Earlier = [.. versions.Reverse().Select(v =>
                (v.Time.UtcDateTime, Project(request, path => v.Texts.GetValueOrDefault(path) ?? OnDisk(path)).Project))],
            Newest = onDisk.Names.Select(name => File.GetLastWriteTimeUtc(disk.Full(name))).DefaultIfEmpty().Max(),
            GeneratedNames = [.. copies.Services.Keys, .. request.Setup.Plan.Services.Select(static s => s.Name)],
        };
    }

    /// <summary>The names of generated services alone, for a target that is not Compose's.</summary>
    public static WrittenVersions OfNames(ApplyRequest request, Disk disk) => new()
    {
        GeneratedNames =
        [
            .. Project(request, name => disk.Read(StateFolder.CopyOf(name)) is { } file ? Utf8Text.Of(file.Content) : null).Project.Services.Keys,
            .. request.Setup.Plan.Services.Select(static s => s.Name),
        ],
    };

    private static (WrittenProject Project, ImmutableArray<string> Compose, ImmutableArray<string> Names) Project(
        ApplyRequest request, Func<string, string?> read)
    {
        var env = read(DotEnv.FileName);
        var names = request.ComposeFiles ?? AdditionsReader.Read(
            [.. AdditionsReader.PossibleNames(env ?? "").Where(name => read(name) is not null)], env ?? "");
        var found = new Dictionary<string, FoundFile>(StringComparer.Ordinal);
        var next = names.Add(DotEnv.FileName);
        for (var round = 0; round < MostRounds && next is not []; round++)
        {
            var there = next.Where(name => !found.ContainsKey(name)).Distinct(StringComparer.Ordinal)
                .Select(name => (Name: name, Text: read(name))).Where(static f => f.Text is not null)
                .Select(static f => new FoundFile(f.Name, f.Text!)).ToArray();
            there.ToList().ForEach(f => found.Add(f.Path, f));
            next = [.. there.Where(static f => IsYaml(f.Path)).SelectMany(static f => AdditionsReader.NamesIn(f))];
        }

        return names.IsEmpty ? (WrittenProject.None, [], []) : (AdditionsReader.OfCompose([.. found.Values], names), names, [.. found.Keys]);
    }

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);

    private static bool IsInside(string path) => !path.StartsWith('/') && !path.Split('/').Contains("..");
}
