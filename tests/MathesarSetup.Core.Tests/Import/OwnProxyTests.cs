using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Import;

/// <summary>A proxy in the project that somebody configured himself is told by the file that leads to Mathesar, and stays his.</summary>
public sealed class OwnProxyTests
{
    [Theory]
    [InlineData("nginx:1.27", "nginx/nginx.conf", "/etc/nginx/nginx.conf:ro",
        "http { server { listen 443 ssl; server_name tables.example.org; location / { proxy_pass http://tables:8000; } } }",
        "https://tables.example.org:8443")]
    [InlineData("caddy:2", "Caddyfile", "/etc/caddy/Caddyfile", "tables.example.org {\n  reverse_proxy tables:8000\n}\n",
        "https://tables.example.org:8443")]
    [InlineData("haproxy:3", "haproxy.cfg", "/usr/local/etc/haproxy/haproxy.cfg",
        "frontend f\n  use_backend m if { hdr(host) -i tables.example.org }\nbackend m\n  server one tables:8000\n",
        "https://tables.example.org:8443")]
    [InlineData("traefik:3", "dynamic.yml", "/etc/traefik/dynamic.yml",
        "http:\n  routers:\n    t: {rule: Host(`tables.example.org`), service: t}\n  services:\n    t: {loadBalancer: {servers: "
            + "[{url: 'http://tables:8000'}]}}\n", "https://tables.example.org:8443")]
    [InlineData("nginx:1.27", "conf/default.conf", "/etc/nginx/conf.d",
        "server { server_name other.example.org _; }\n# proxy_pass http://tables:8000;",
        null)]
    [InlineData("nginx:1.27", "conf/default.conf", "/etc/nginx/conf.d",
        "server { server_name other.example.org; }\nserver { server_name tables.example.org; location / { proxy_pass http://tables:8000; } }",
        "https://tables.example.org:8443")]
    public void It_is_told_by_its_file(string image, string file, string mount, string text, string? url)
    {
        var source = mount.EndsWith("conf.d", StringComparison.Ordinal) ? "./conf" : $"./{file}";
        var project = ForeignProject.Of("environment: {}", more: $"  front:\n    image: {image}\n    ports: ['8080:80', '8443:443']\n"
            + $"    volumes: ['{source}:{mount}']");
        var compose = project.Files[0].Text.Replace("    environment: {}\n", "", StringComparison.Ordinal)
            .Replace("POSTGRES_HOST: db\n", "POSTGRES_HOST: db\n      ALLOWED_HOSTS: tables.example.org\n", StringComparison.Ordinal);
        var reading = new ForeignProject(("compose.yaml", compose), (file, text)).Read();
        Assert.Equal((url, url is null ? null : "external"), (reading.Answer("access.url"), reading.Answer("proxy.kind")));
        Assert.Equal(url is null, reading.Findings.Any(static f => f.Code == "import.address-unknown"));
        // Its file is looked for where it is mounted from.
        Assert.Contains(file, Setups.KnownTargets.Mentioned(new ImportRequest([new FoundFile("compose.yaml", compose)], "site")));
    }
}
