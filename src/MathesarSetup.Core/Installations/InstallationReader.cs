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

    private InstallationReader(FoundInstallation found, FoundService web, Answering answers, Func<string, string> rebase)
    {
        (_found, _web, _answers) = (found, web, answers);
        var url = web.Variable("DJANGO_DATABASE_URL") is { Length: > 0 } said
            ? DatabaseUrl.Parts(said).FirstOrDefault(static p => p.Key == "database.host").Value
            : null;
        var host = web.Variable("POSTGRES_HOST") is { Length: > 0 } named ? named : url;
        _database = found.Services.FirstOrDefault(s => s != web && (s.Name == host || s.Container?.Value == host));
        _proxy = found.Services.FirstOrDefault(s => s != web && Roles.IsProxy(s));
        _places = new PlacesReader(found, answers, rebase);
        Host = host;
    }

    private string? Host { get; }

    /// <summary>The roles of services that were taken over.</summary>
    public ImmutableDictionary<string, FoundService> Taken => new[] { ("web", _web), ("database", _database), ("proxy", _proxy) }
        .Where(static t => t.Item2 is not null).ToImmutableDictionary(static t => t.Item1, static t => t.Item2!, StringComparer.Ordinal);

    /// <summary>Reads it; null when nothing in it is Mathesar.</summary>
    /// <param name="rebase">What a path below the installation's directory is called from where the answers will lie.</param>
    public static (InstallationReader? Reader, ReleaseGuess? Release) Read(FoundInstallation found, Answering answers, Func<string, string> rebase)
    {
        if (found.Services.FirstOrDefault(Roles.IsMathesar) is not { } web)
        {
            return (null, null);
        }

        var reader = new InstallationReader(found, web, answers, rebase);
        answers.Say(RunSettings.Name, found.Project);
        var release = reader.ReadRelease();
        VariablesReader.Read(web.Variables, answers);
        reader.ReadDatabase();
        reader.ReadAccess();
        reader.ReadProxy();
        reader._places.Web(web, reader._database is null && reader.Host is null, release);
        reader.ReadLimits();
        reader.ReadNames();
        KeyReader.Read(web, found, release, answers);
        return (reader, release);
    }

    private ReleaseGuess? ReadRelease()
    {
        var release = ReleaseFingerprints.Of(_web, _found);
        _answers.Mark(_web.Image);
        if (release is { } guess && guess.Value.StartsWith("0.1.", StringComparison.Ordinal))
        {
            _answers.Findings.Add(ImportFindings.Reinstall(guess.Value));
            return release;
        }

        _answers.Findings.Add(release is { IsExact: true } && !_answers.Say(RunSettings.Version.Key, release.Value)
            ? ImportFindings.UnknownRelease(release.Value)
            : ImportFindings.Release(release));
        if (release is not { IsExact: true })
        {
            _answers.LeaveReleaseOpen();
        }

        ReadImage();
        return release;
    }

    // Mathesar's own image under its exact tag is the default.
    private void ReadImage()
    {
        var usual = ImageReference.Of(_web.ImageName).IsSameRepository(OfficialImages.Mathesar);
        if (_web.Image is { } image && !image.Value.Contains('@', StringComparison.Ordinal) && _web.ImageTag is "latest" or "")
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
        if (_web.Variables.GetValueOrDefault("DJANGO_DATABASE_URL") is { Value.Length: > 0 } url)
        {
            _answers.Mark(url);
            foreach (var (key, text) in DatabaseUrl.Parts(url.Value))
            {
                _answers.Say(key, text);
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
        if (_database is not null)
        {
            BundledReader.Read(_database, _web, _answers, _places);
        }
        else
        {
            _places.Authority(_web);
        }
    }

    private void ReadAccess()
    {
        var port = _web.Ports.FirstOrDefault(static p => p.Inside == WebPages.Port);
        if (port is not null)
        {
            _answers.Say(AccessSettings.Port.Key, port.Machine.ToString(CultureInfo.InvariantCulture), port.From);
            _answers.Say(AccessSettings.Bind.Key, port.Address.Length == 0 ? "0.0.0.0" : port.Address);
        }

        ReadUrl(port);
        _answers.WithoutHost();
    }

    // DOMAIN_NAME is read by the official proxy alone; without it, it is a hint at best.
    private void ReadUrl(FoundPort? port)
    {
        var domain = _proxy?.Variables.GetValueOrDefault("DOMAIN_NAME") ?? _web.Variables.GetValueOrDefault("DOMAIN_NAME");
        _answers.Mark(domain);
        _answers.Mark(_web.Variables.GetValueOrDefault("DOMAIN_NAME"));
        var first = (domain?.Value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var name = first.Split("://")[^1].Split(':')[0];
        if (first.Length > 0 && (_proxy is not null || !HostName.IsLoopback(name))
            && _answers.Say(AccessSettings.Url.Key,
                first.Contains("://", StringComparison.Ordinal) ? first : HostName.IsLoopback(name) ? $"http://{first}" : $"https://{first}"))
        {
            return;
        }

        var said = _answers.Draft.Texts.GetValueOrDefault(AccessSettings.Hosts.Key, "").Split(',')
            .FirstOrDefault(static h => h.Length > 0 && h[0] is not ('*' or '.'));
        if (said is not null && (port?.Address.Length ?? 0) == 0)
        {
            _answers.Say(AccessSettings.Url.Key,
                $"http://{(said.Contains(':', StringComparison.Ordinal) && !said.StartsWith('[') ? $"[{said}]" : said)}:{port?.Machine ?? 8000}");
        }
    }

    private void ReadProxy()
    {
        if (_web.JoinedNetworks is [var network, ..])
        {
            _answers.Say(ProxySettings.Kind.Key, "external");
            _answers.Say(ProxySettings.Network, network);
        }

        if (_proxy is null)
        {
            return;
        }

        _answers.Say(ProxySettings.Kind.Key, Roles.ProxyKind(_proxy), _proxy.Image);
        _answers.Mark(_proxy.Image);
        foreach (var port in _proxy.Ports)
        {
            _answers.Say(port.Inside == 443 ? ProxySettings.HttpsPort.Key : ProxySettings.HttpPort.Key,
                port.Inside is 80 or 443 ? port.Machine.ToString(CultureInfo.InvariantCulture) : null, port.From);
        }

        if (_proxy.Ports is [var any, ..])
        {
            _answers.Say(AccessSettings.Bind.Key, any.Address.Length == 0 ? "0.0.0.0" : any.Address);
        }

        // The official file hands all of Mathesar's variables to its proxy.
        foreach (var (name, text) in _proxy.Variables)
        {
            _answers.Mark(_answers.Knows(_web, name) || name == "DOMAIN_NAME" ? text : null);
        }

        _places.Proxy(_proxy);
    }

    private void ReadLimits()
    {
        _answers.Say(TuningSettings.Memory, _web.Memory);
        _answers.Say(TuningSettings.Processors, _web.Processors);
    }
}
