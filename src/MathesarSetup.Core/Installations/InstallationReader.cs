using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>Turns what runs in an installation into answers, so that what is generated from them is the same installation again.</summary>
internal sealed partial class InstallationReader
{
    private readonly FoundInstallation _found;
    private readonly FoundService _web;
    private readonly FoundService? _database;
    private readonly FoundService? _proxy;
    private readonly PlacesReader _places;
    private readonly Answering _answers;
    private readonly FoundText? _url;

    private InstallationReader(FoundInstallation found, FoundService web, ReleaseGuess? release, Answering answers, Func<string, string> rebase)
    {
        (_found, _web, _answers) = (found, web, answers);
        _url = web.Variables.GetValueOrDefault("DJANGO_DATABASE_URL") is { Value.Length: > 0 } said
            && Version.TryParse(release?.Value, out var version) && new Release(version).ReadsDatabaseUrl ? said : null;
        Host = web.Variable("POSTGRES_HOST") is { Length: > 0 } named ? named
            : _url is null ? null : DatabaseUrl.Parts(_url.Value).FirstOrDefault(static p => p.Key == "database.host").Value;
        _database = Roles.Behind(Host, found, web);
        _proxy = Roles.Proxy(found, web, _database);
        _places = new PlacesReader(found, answers, rebase);
    }

    private string? Host { get; }

    /// <summary>The roles of services that were taken over.</summary>
    public ImmutableDictionary<string, FoundService> Taken => new[] { ("web", _web), ("database", _database), ("proxy", _proxy) }
        .Where(static t => t.Item2 is not null).ToImmutableDictionary(static t => t.Item1, static t => t.Item2!, StringComparer.Ordinal);

    /// <summary>Reads it; null with an error among the findings when nothing in it is Mathesar, or several are.</summary>
    public static (InstallationReader? Reader, ReleaseGuess? Release) Read(FoundInstallation found, Answering answers, ImportRequest request)
    {
        if (Roles.Web(found, request.Service, answers) is not { } web)
        {
            return (null, null);
        }

        var release = ReleaseFingerprints.Of(web, found);
        var reader = new InstallationReader(found, web, release, answers, request.Rebase);
        answers.Say(RunSettings.Name, found.Project);
        reader.ReadRelease(release);
        VariablesReader.Read(web.Variables, answers);
        reader.ReadDatabase();
        new AccessReader(found, web, reader._database, reader._proxy, answers, reader._places).Read();
        reader._places.Web(web, reader._database is null && reader.Host is null, release);
        reader.ReadLimits();
        reader.ReadNames();
        reader.ReadUnread();
        KeyReader.Read(web, found, release, answers);
        return (reader, release);
    }

    private void ReadRelease(ReleaseGuess? release)
    {
        _answers.Mark(_web.Image);
        if (release is { } guess && guess.Value.StartsWith("0.1.", StringComparison.Ordinal))
        {
            _answers.Findings.Add(ImportFindings.Reinstall(guess.Value));
            return;
        }

        _answers.Findings.Add(release is { IsExact: true } && !_answers.Say(RunSettings.Version.Key, release.Value)
            ? ImportFindings.UnknownRelease(release.Value)
            : ImportFindings.Release(release));
        if (release is not { IsExact: true })
        {
            _answers.LeaveReleaseOpen();
        }

        ReadImage();
    }

    // Mathesar's own image under its exact tag is the default.
    private void ReadImage()
    {
        var usual = ImageReference.Of(_web.ImageName).IsSameRepository(OfficialImages.Mathesar);
        if (_web.IsBuilt)
        {
            // It is built here, under a name of its own, and goes on being built.
        }
        else if (_web.Image is { } image && !image.Value.Contains('@', StringComparison.Ordinal) && _web.ImageTag is "latest" or "")
        {
            _answers.Findings.Add(ImportFindings.ImageLatest(image.Value));
            _answers.LeaveTagOpen(usual ? null : _web.ImageName);
        }
        else if (!usual || _web.Image!.Value.Contains('@', StringComparison.Ordinal))
        {
            _answers.Say(RunSettings.Image, _web.Image);
        }
    }

    private void ReadDatabase()
    {
        if (_url is null && _web.Variables.GetValueOrDefault("DJANGO_DATABASE_URL") is { Value.Length: > 0 } unread)
        {
            _answers.Mark(unread);
            _answers.Findings.Add(ImportFindings.DatabaseUrlUnread(_web.ImageTag is { Length: > 0 } tag ? tag : "0.1.4 and later"));
        }

        if (_url is { } url)
        {
            _answers.Mark(url);
            foreach (var (key, text) in DatabaseUrl.Parts(url.Value))
            {
                _answers.Say(key, text, url);
            }
        }

        foreach (var setting in new Setting[]
        {
            DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Password,
        })
        {
            var text = _web.Variables.GetValueOrDefault(setting.Variable!);
            if (_database is not null && (setting == DatabaseSettings.Host || setting == DatabaseSettings.Port))
            {
                // Where the bundled one listens follows from its name; up to 0.1.3 the port was the machine's.
                _answers.Mark(text);
                continue;
            }

            if (text is { Value.Length: > 0 }
                && _answers.Say(setting.Key, setting == DatabaseSettings.Host ? Uri.UnescapeDataString(text.Value) : text.Value, text))
            {
                continue;
            }

            _answers.Mark(text is { Value.Length: 0 } ? text : null);
        }

        if (_database is not null)
        {
            _answers.Forget(DatabaseSettings.Host.Key, DatabaseSettings.Port.Key);
        }

        _answers.Say(DatabaseSettings.Mode.Key, _database is not null ? "bundled" : Host is null ? "builtin" : "existing");
        AskForPod();
        if (_database is not null)
        {
            BundledReader.Read(_database, _web, _answers, _places);
        }
        else
        {
            _places.Authority(_web);
        }

        if (_database is null && Host is null && !_web.Mounts.Any(static m => ContainerPaths.InnerDatabase.StartsWith(m.Target.TrimEnd('/'),
            StringComparison.Ordinal)) && _web.UnreadFiles is [])
        {
            _answers.Findings.Add(ImportFindings.DatabaseInside(_web.Container?.Value ?? _web.Name));
        }
    }

    // In a pod, this very machine is the pod, and elsewhere it is another one.
    private void AskForPod()
    {
        if (_database is null && HostName.IsLoopback(Host ?? "") && _web.NetworkMode?.Value.StartsWith("pod:", StringComparison.Ordinal) is true)
        {
            _answers.Forget(DatabaseSettings.Mode.Key, DatabaseSettings.Host.Key);
            _answers.Unknown(DatabaseSettings.Host.Key, _web.Variables.GetValueOrDefault("POSTGRES_HOST"),
                $"{Host} is the pod, and nothing here says what else is in it");
        }
    }

    // What is not said here may stand in a file that is not here.
    private void ReadUnread()
    {
        foreach (var (file, service) in new[] { _web, _database, _proxy }.OfType<FoundService>()
            .SelectMany(static s => s.UnreadFiles.Select(f => (f, s)))
            .DistinctBy(static f => f.f.Value))
        {
            _answers.Findings.Add(ImportFindings.FileUnread(file.Value, file.At, isNeeded: false));
            foreach (var setting in service == _proxy ? [] : new Setting[] { SecretSettings.Key, DatabaseSettings.Password })
            {
                _answers.Unknown(setting.Key, file.At, $"{file.Value} may hold it, and could not be read");
            }

            if (service == _web && Host is null)
            {
                _answers.Forget(DatabaseSettings.Mode.Key);
                _answers.Unknown(DatabaseSettings.Host.Key, file.At, $"{file.Value} may hold it, and could not be read");
            }
        }
    }

    private void ReadLimits()
    {
        _answers.Say(TuningSettings.Memory, _web.Memory);
        _answers.Say(TuningSettings.Processors, _web.Processors);
    }
}
