using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Drafts;

namespace MathesarSetup.Installations;

/// <summary>
/// Reads <c>sso.yml</c> and <c>file_storage.yml</c>, or the JSON that stands for them in a variable. Null when the text is neither.
/// </summary>
internal static class ConfigurationReaders
{
    public static Draft? SingleSignOn(string text)
    {
        if (YamlTree.Read(text).Root is not YamlNode.Map root
            || (Find(root, "providers") ?? Find(root, "oidc_providers")) is not YamlNode.Map providers)
        {
            return null;
        }

        var draft = Draft.Empty;
        foreach (var (name, node) in providers.Entries.Where(static e => KeyPattern.IsName(e.Key.Value)))
        {
            var prefix = $"{SsoSettings.Providers}.{name.Value.Replace('.', '-')}";
            foreach (var (key, value) in node is YamlNode.Map map ? map.Entries : [])
            {
                draft = (key.Value, value) switch
                {
                    ("type", YamlNode.Scalar type) => draft.With($"{prefix}.type", type.Value),
                    ("provider_name", YamlNode.Scalar provider) => draft.With($"{prefix}.provider", provider.Value),
                    ("client_id", YamlNode.Scalar id) => draft.With($"{prefix}.client-id", id.Value),
                    ("secret", YamlNode.Scalar secret) => draft.With($"{prefix}.client-secret", secret.Value),
                    ("server_url", YamlNode.Scalar url) => draft.With($"{prefix}.server-url", url.Value),
                    ("allowed_email_domains", YamlNode.List domains) => draft.With($"{prefix}.allowed-domains",
                        string.Join(',', domains.Items.OfType<YamlNode.Scalar>().Select(static d => d.Value))),
                    ("default_pg_role", YamlNode.Map roles) => Roles(draft, $"{prefix}.default-roles", roles),
                    _ => draft,
                };
            }

            draft = draft.Texts.ContainsKey($"{prefix}.type") ? draft : draft.With($"{prefix}.type", "oidc");
        }

        string[] names = [.. providers.Entries.Where(static e => KeyPattern.IsName(e.Key.Value)).Select(static e => e.Key.Value.Replace('.', '-'))];
        return draft.With(SsoSettings.Order, SsoSettings.OrderOf(names));
    }

    public static Draft? FileStorage(string text)
    {
        if (YamlTree.Read(text).Root is not YamlNode.Map root || Find(root, "default") is not YamlNode.Map backend)
        {
            return null;
        }

        var kind = Text(backend, "protocol") is "s3" or "s3a" ? "s3" : Text(backend, "protocol") is "abfs" or "az" or "adl" ? "azure" : null;
        var arguments = Find(backend, "kwargs") as YamlNode.Map;
        var client = arguments is null ? null : Find(arguments, "client_kwargs") as YamlNode.Map ?? arguments;
        var form = Find(backend, "public_form_access") as YamlNode.Map;
        return kind is null ? null : new (string Key, string? Value)[]
        {
            ("files.kind", kind),
            ("files.nickname", Text(backend, "nickname")),
            (kind == "s3" ? "files.bucket" : "files.container", Text(backend, "prefix")),
            ("files.endpoint", Text(client, "endpoint_url")), ("files.region", Text(client, "region_name")), ("files.access-key-id",
                Text(client, "aws_access_key_id")), ("files.secret-access-key", Text(client, "aws_secret_access_key")),
            ("files.account", Text(arguments, "account_name")),
            ("files.account-key", Text(arguments, "account_key")),
            ("files.connection-string", Text(arguments, "connection_string")),
            ("files.public-upload", Text(form, "enabled")?.ToLowerInvariant()),
            ("files.public-upload-limit", long.TryParse(Text(form, "max_upload_size"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                ? Math.Max(1, bytes / 1_000_000).ToString(CultureInfo.InvariantCulture)
                : null),
        }.Where(static e => e.Value is { Length: > 0 }).Aggregate(Draft.Empty, static (draft, e) => draft.With(e.Key, e.Value));
    }

    private static Draft Roles(Draft draft, string prefix, YamlNode.Map roles) =>
        roles.Entries.Where(static e => e.Value is YamlNode.Map && KeyPattern.IsName(e.Key.Value)).Aggregate(draft, (all, role) =>
            ((YamlNode.Map)role.Value).Entries.Where(static e => e.Key.Value is "name" or "host" or "port" or "role" && e.Value is YamlNode.Scalar)
                .Aggregate(all, (d, e) => d.With($"{prefix}.{role.Key.Value.Replace('.', '-')}.{e.Key.Value}", ((YamlNode.Scalar)e.Value).Value)));

    private static YamlNode? Find(YamlNode.Map? map, string key) => map?.Entries.FirstOrDefault(e => e.Key.Value == key).Value;

    private static string? Text(YamlNode.Map? map, string key) => Find(map, key) is YamlNode.Scalar { IsNull: false } scalar ? scalar.Value : null;
}
