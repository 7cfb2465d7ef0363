using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Testing;

/// <summary>Installations that the tests come back to: each a draft as a person would leave it, on a machine that never changes.</summary>
public static class Scenarios
{
    /// <summary>Four cores, 8 GB, and random bytes that count: the same draft settles to the same texts.</summary>
    public static Machine Machine { get; } = new(4, 8_000_000_000, length => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 37) + length))]);

    public static ImmutableSortedDictionary<string, Draft> All { get; } = new Dictionary<string, Draft>
    {
        ["recommended"] = Say(),
        ["lan"] = Say(("access.url", "http://192.168.1.20:8000"), ("access.bind", "0.0.0.0"), ("access.hosts", "tables.lan, fd00::20")),
        ["existing-database"] =
            Existing(("database.sslmode", "verify-full"), ("database.sslrootcert", "/etc/ssl/certs/company-ca.pem"), ("database.per-user", "true")),
        ["database-on-this-machine"] = Say(("database.mode", "existing"), ("database.url", "postgresql://tables:p%40ss@host.docker.internal/tables")),
        ["database-by-socket"] = Say(("database.mode", "existing"), ("database.url", "postgresql://tables@%2Fvar%2Frun%2Fpostgresql/tables")),
        ["for-trying"] = Say(("database.mode", "builtin")),
        ["caddy"] = Say(("proxy.kind", "caddy"), ("access.url", "https://tables.example.com"), ("proxy.email", "ops@example.com")),
        ["nginx-own-certificate"] = Say(("proxy.kind", "nginx"), ("access.url", "https://tables.example.com:8443"),
            ("proxy.certificate", "/etc/ssl/mathesar/fullchain.pem"), ("proxy.key", "/etc/ssl/mathesar/privkey.pem")),
        ["traefik"] = Say(("proxy.kind", "traefik"), ("access.url", "https://tables.example.com"), ("proxy.email", "ops@example.com"),
            ("proxy.rate-limit", "20")),
        ["own-proxy"] = Say(("proxy.kind", "external"), ("access.url", "https://tables.example.com"), ("proxy.network", "web")),
        ["single-sign-on"] = Say(
            ("access.url", "http://localhost:8000"), ("sso.required", "true"), ("admin.email", "grace@example.com"),
            ("sso.providers.google.type", "oidc"), ("sso.providers.google.client-id", "tables"),
            ("sso.providers.google.client-secret", "s3cret: $it's \"odd\""), ("sso.providers.google.server-url", "https://accounts.google.com"),
            ("sso.providers.google.allowed-domains", "example.com"), ("sso.providers.google.default-roles.sales.name", "sales"),
            ("sso.providers.google.default-roles.sales.host", "db.example.com"), ("sso.providers.google.default-roles.sales.role", "analyst"),
            ("sso.providers.hub.type", "github"), ("sso.providers.hub.client-id", "Iv1.0123"),
            ("sso.providers.hub.client-secret", "0123456789abcdef")),
        ["files-on-s3"] = Say(("files.kind", "s3"), ("files.bucket", "tables-files"), ("files.endpoint", "https://s3.example.com"),
            ("files.access-key-id", "AKIAEXAMPLE"), ("files.secret-access-key", "wJalr/K7MDENG+bPxRfi"), ("files.public-upload", "true")),
        ["azure-and-branding"] = Say(
            ("files.kind", "azure"), ("files.container", "files"), ("files.account", "tablesaccount"), ("files.account-key", "YWNjb3VudC1rZXk="),
            ("datafiles.kind", "azure"), ("datafiles.account", "importsaccount"),
            ("login.instance-name", "Team Tables"), ("login.heading", "Welcome"), ("login.body", "Log in with your \"company\" account."),
            ("login.logo-url", "https://example.com/logo.svg")),
        ["release-0.2.5"] = Say(("mathesar.version", "0.2.5"), ("database.version", "16")),
        ["release-0.9.0-in-a-directory"] = Say(("mathesar.version", "0.9.0"), ("storage.kind", "directory"), ("storage.directory", "/srv/tables"),
            ("install.name", "team-tables"), ("access.port", "8010"), ("limits.memory", "2g"), ("limits.cpus", "1.5")),
        ["in-a-cluster"] = Say(
            ("tuning.workers", "3"), ("access.url", "https://tables.example.com"), ("access.hosts", "tables.lan, 10.1.2.3"),
            ("kubernetes.replicas", "3"), ("kubernetes.certificate-issuer", "letsencrypt"), ("kubernetes.storage-class", "shared"),
            ("kubernetes.namespace", "team-tables"), ("kubernetes.ingress-class", "nginx"), ("limits.memory", "3g"), ("limits.cpus", "2"),
            ("sso.providers.hub.type", "github"), ("sso.providers.hub.client-id", "Iv1.0123"),
            ("sso.providers.hub.client-secret", "0123456789abcdef")),
        ["in-a-cluster-with-an-operator"] = Say(
            ("tuning.workers", "3"), ("kubernetes.pull-secret", "registry-login"), ("access.url", "https://tables.example.com"),
            ("kubernetes.expose", "gateway"), ("kubernetes.gateway", "infrastructure/public"), ("kubernetes.database", "cloudnativepg"),
            ("kubernetes.storage-class", "fast"), ("kubernetes.database-size", "100Gi")),
        ["hostile-secrets"] = Existing(("database.password", "a'b\"c$d${e}\\f`g#h i=j\\"),
            ("admin.password", "it's $HOME \\\\ #1 \"quoted\" ünï🔑"),
            ("secrets.key", "$$ '\"\\' #!/bin/sh `id` ${PATH} 0123456789abcdef")),
    }.ToImmutableSortedDictionary(s => s.Key, s => s.Value.Settle(Machine), StringComparer.Ordinal);

    private static Draft Existing(params (string Key, string Text)[] more) =>
        Say([("database.mode", "existing"), ("database.host", "db.example.com"), ("database.user", "tables"),
            ("database.password", "0Xq7rT2mV9bN4kL8"), .. more]);

    private static Draft Say(params (string Key, string Text)[] texts) =>
        texts.Aggregate(Draft.Empty, (draft, text) => draft.With(text.Key, text.Text));
}
