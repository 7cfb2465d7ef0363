using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning.Proxies;

namespace MathesarSetup.Installations;

/// <summary>Reads where an installation's data lies, so that it stays there.</summary>
internal sealed class PlacesReader(FoundInstallation found, Answering answers, Func<string, string> rebase)
{
    public void Database(FoundService database)
    {
        foreach (var mount in database.Mounts.Where(static m => m.Target.TrimEnd('/') is "/var/lib/postgresql/data" or "/var/lib/postgresql"))
        {
            Keep(KeptSettings.DatabaseData, "db", mount);
        }
    }

    public void Web(FoundService web, bool holdsDatabase, ReleaseGuess? release)
    {
        foreach (var mount in web.Mounts)
        {
            switch (mount.Target.TrimEnd('/'))
            {
                case ContainerPaths.Media:
                    Keep(KeptSettings.MediaData, "media", mount);
                    break;
                case ContainerPaths.MistakenMedia when !web.Mounts.Any(static m => m.Target.TrimEnd('/') == ContainerPaths.Media):
                    Keep(KeptSettings.MediaData, "media", mount);
                    answers.Findings.Add(ImportFindings.MediaInside(web.Container?.Value ?? web.Name,
                        mount.IsPath ? mount.Source : "./media-of-before"));
                    break;
                case ContainerPaths.Secrets:
                    Keep(KeptSettings.SecretsData, "secrets", mount);
                    break;
                case ContainerPaths.Static:
                    Drop(mount);
                    answers.Findings.Add(ImportFindings.Static());
                    break;
                case ContainerPaths.InnerDatabase when holdsDatabase:
                    Keep(KeptSettings.DatabaseData, "db", mount);
                    break;
                case ContainerPaths.InnerConfiguration when holdsDatabase:
                    Keep(KeptSettings.ConfigurationData, "db-config", mount);
                    break;
                case $"{ContainerPaths.Root}/{ContainerPaths.SsoFileName}":
                    Take(mount, ConfigurationReaders.SingleSignOn);
                    break;
                case $"{ContainerPaths.Root}/{ContainerPaths.FileStorageFileName}":
                    Take(mount, ConfigurationReaders.FileStorage);
                    break;
                case var socket when socket == answers.Draft.Texts.GetValueOrDefault("database.host")
                    || socket == Planning.WebEnvironment.AuthorityPath:
                    answers.Mark(mount.From);
                    break;
            }
        }
    }

    public void Proxy(FoundService proxy)
    {
        foreach (var mount in proxy.Mounts)
        {
            switch (mount.Target.TrimEnd('/'))
            {
                case "/data":
                    Keep(KeptSettings.CertificatesData, "certificates", mount);
                    break;
                case ContainerPaths.MistakenMedia or ContainerPaths.Media or ContainerPaths.Static or "/config" or "/etc/caddy" or "/etc/nginx/conf.d"
                    or TraefikFront.Folder:
                    Drop(mount);
                    break;
            }
        }
    }

    /// <summary>The certificate of the authority that signed the database server's, if one is mounted.</summary>
    public void Authority(FoundService web)
    {
        var inside = web.Variables.GetValueOrDefault("PGSSLROOTCERT");
        var mount = web.Mounts.FirstOrDefault(m => m.Target == inside?.Value);
        if (mount is not null && answers.Say(DatabaseSettings.SslRootCertificate.Key, mount.Source))
        {
            answers.Mark(inside);
            answers.Mark(mount.From);
        }
    }

    // The name that a generated installation gives by itself is no answer.
    private void Keep(Setting<string> setting, string usual, FoundMount mount)
    {
        var engine = found.Volumes.GetValueOrDefault(mount.Source);
        var place = mount.IsPath ? rebase(mount.Source) : engine is not null ? KeptSettings.External + engine : mount.Source;
        if (place == usual || (place.Length > 0 && answers.Say(setting.Key, place, mount.From)))
        {
            answers.Mark(mount.From);
            Mark(mount.Source);
        }
    }

    // Nothing in it is a person's.
    private void Drop(FoundMount mount)
    {
        answers.Mark(mount.From);
        Mark(mount.Source);
    }

    private void Mark(string volume)
    {
        if (found.Root?.Find("volumes") is { Value: FoundNode.Map volumes } section)
        {
            answers.Lines.Mark(section.At);
            if (volumes.Find(volume) is { } entry)
            {
                // What its driver is told is no answer.
                var (named, others) = entry.Value is FoundNode.Map said
                    ? (said.Entries.Where(IsName).ToArray(), said.Entries.Where(static e => !IsName(e)).ToArray()) : ([], []);
                if (others.All(e => e.At.Line != entry.At.Line))
                {
                    answers.Lines.Mark(entry.At);
                    Array.ForEach(named, answers.Lines.Mark);
                }
            }
        }
    }

    private static bool IsName(FoundEntry entry) => entry.Key is "name" or "external";

    private void Take(FoundMount mount, Func<string, Draft?> read)
    {
        var path = mount.Source.StartsWith("./", StringComparison.Ordinal) ? mount.Source[2..] : mount.Source;
        if (found.Files.GetValueOrDefault(path) is { } file && read(file.Text) is { } draft)
        {
            answers.Say(draft, mount.From);
            answers.Mark(mount.From);
        }
    }
}
