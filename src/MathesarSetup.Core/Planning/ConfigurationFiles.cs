using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Planning;

/// <summary>
/// <c>sso.yml</c> and <c>file_storage.yml</c>: made when they have something to say, absent otherwise, because Mathesar takes an empty file for a
/// broken one.
/// </summary>
internal static class ConfigurationFiles
{
    public static ImmutableArray<PlannedFile> Of(Answers a)
    {
        var release = a.Get(RunSettings.Version);
        var files = ImmutableArray.CreateBuilder<PlannedFile>();
        var providers =
            SsoSettings.Names(a).Where(p => release.SsoSchema == 2 || a.Get(SsoSettings.Type, p) is SsoType.Oidc).ToImmutableArray();
        if (providers is not [] && SsoSettings.Type.Since <= release.Version)
        {
            files.Add(new(ContainerPaths.SsoFileName,
                Sso(a, release, providers)
                    .Write("Single sign-on. Mathesar reads this file when it starts: restart it after a change.\n"
                        + "It holds secrets, so it is readable by its owner alone."),
                "Single sign-on: who may log in, and through which provider.")
            { IsSecret = true });
        }

        if (a.Get(FileSettings.Kind) is not FileStorage.None && FileSettings.Kind.Since <= release.Version)
        {
            files.Add(new(ContainerPaths.FileStorageFileName,
                Files(a)
                    .Write("Where Mathesar keeps files that people attach to records. Mathesar reads this file when it starts.\n"
                        + "It holds secrets, so it is readable by its owner alone."),
                "Where files attached to records are kept.")
            { IsSecret = true });
        }

        return files.ToImmutable();
    }

    private static YamlMap Sso(Answers a, Release release, ImmutableArray<string> names)
    {
        var providers = new YamlMap();
        foreach (var name in names)
        {
            providers.Add(name, Provider(a, release, name), $"Callback URL to register at the provider:\n {SsoSettings.CallbackUrl(a, name)}");
        }

        return new YamlMap { { "version", release.SsoSchema }, { release.SsoSchema == 2 ? "providers" : "oidc_providers", providers } };
    }

    private static YamlMap Provider(Answers a, Release release, string name)
    {
        var isOidc = a.Get(SsoSettings.Type, name) is SsoType.Oidc;
        var map = new YamlMap();
        if (release.SsoSchema == 2)
        {
            map.Add("type", isOidc ? "oidc" : "github");
        }

        if (isOidc)
        {
            map.Add("provider_name", a.Get(SsoSettings.Provider, name), SsoSettings.Provider.Help);
        }

        map.Add("client_id", a.Get(SsoSettings.ClientId, name));
        map.Add("secret", a.Get(SsoSettings.ClientSecret, name).Reveal());
        if (isOidc)
        {
            map.Add("server_url", a.Get(SsoSettings.ServerUrl, name), SsoSettings.ServerUrl.Help);
        }

        if (a.Get(SsoSettings.AllowedDomains, name).Items is { IsEmpty: false } domains)
        {
            map.Add("allowed_email_domains", Yaml.List(domains), SsoSettings.AllowedDomains.Help);
        }

        if (Roles(a, name) is { IsEmpty: false } roles)
        {
            map.Add("default_pg_role", roles, SsoSettings.RoleName.Help);
        }

        return map;
    }

    private static YamlMap Roles(Answers a, string provider)
    {
        var roles = new YamlMap();
        foreach (var role in a.Names($"{SsoSettings.Providers}.{provider}.default-roles"))
        {
            roles.Add(role, new YamlMap
            {
                { "name", a.Get(SsoSettings.RoleDatabase, provider, role) },
                { "host", a.Get(SsoSettings.RoleHost, provider, role) },
                { "port", a.Get(SsoSettings.RolePort, provider, role) },
                { "role", a.Get(SsoSettings.RoleName, provider, role) },
            });
        }

        return roles;
    }

    private static YamlMap Files(Answers a)
    {
        var isS3 = a.Get(FileSettings.Kind) is FileStorage.S3;
        var backend = new YamlMap
        {
            { "protocol", isS3 ? "s3" : "az" },
            { "nickname", a.Get(FileSettings.Nickname), FileSettings.Nickname.Help },
            { "prefix", isS3 ? a.Get(FileSettings.Bucket) : a.Get(FileSettings.Container),
                isS3 ? FileSettings.Bucket.Help : FileSettings.Container.Help },
            { "kwargs", isS3 ? new YamlMap { { "client_kwargs", S3(a) } } : Azure(a) },
        };
        backend.Add("public_form_access", new YamlMap
        {
            { "enabled", a.Get(FileSettings.PublicUpload) },
            { "max_upload_size",
                new YamlPlain((a.Get(FileSettings.PublicUploadLimit) * 1_000_000L).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                "In bytes." },
        }, FileSettings.PublicUpload.Help);
        return new YamlMap { { "default", backend } };
    }

    private static YamlMap S3(Answers a)
    {
        var map = new YamlMap();
        if (a.Get(FileSettings.Endpoint).Length > 0)
        {
            map.Add("endpoint_url", a.Get(FileSettings.Endpoint), FileSettings.Endpoint.Help);
        }

        map.Add("region_name", a.Get(FileSettings.Region));
        map.Add("aws_access_key_id", a.Get(FileSettings.AccessKeyId));
        map.Add("aws_secret_access_key", a.Get(FileSettings.SecretAccessKey).Reveal());
        return map;
    }

    private static YamlMap Azure(Answers a)
    {
        var map = new YamlMap();
        foreach (var (name, value) in new[]
        {
            ("account_name", a.Get(FileSettings.Account)),
            ("account_key", a.Get(FileSettings.AccountKey).Reveal()),
            ("connection_string", a.Get(FileSettings.ConnectionString).Reveal()),
        })
        {
            if (value.Length > 0)
            {
                map.Add(name, value);
            }
        }

        return map;
    }
}
