using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Import;

/// <summary>Values are what Compose makes of them, and the ways to reach Mathesar are what the files say.</summary>
public sealed class ComposeValuesTests
{
    private static readonly string[] s_references =
    [
        "${PW:-{}}",
        "${NO:-{}}", "${NO:-{a: b}}", "${NO:-{${PW}}}", "${PW:-{${NO}}}x", "${NO:-a}b}", "${NO:-}}", "${NO:-{{}", "${PW:+{}}", "${NO:+{}}",
        "${PW:-a{b}c}",
        "${NO:-a{b}c}", "$PW-$NO", "$$PW", "${E:-d}", "${E-d}", "${NO:-${PW}}", "${NO:-$${PW}}", "${PW?x}", "${a-b}", "$", "a$", "$.", "$1",
        "${NO:-{}}${NO:-{}}", "{${NO:-{}}}", "${PW:-x}${NO:-y}",
    ];

    [Fact]
    public void References_are_replaced_as_Compose_replaces_them()
    {
        var config = ForeignProject.Config([(".env", "PW=heron\nE=\n"), ("compose.yaml", "services:\n  a:\n    image: x\n    environment:\n"
            + string.Concat(s_references.Select(static (t, i) => $"      V{i}: '{t}'\n")))])["services"]!["a"]!["environment"]!.AsObject();
        Assert.All(s_references.Select(static (t, i) => (t, i)), v => Assert.Equal((v.t, config[$"V{v.i}"]!.GetValue<string>()),
            (v.t, Interpolation.Expand(v.t, static name => name switch { "PW" => "heron", "E" => "", _ => null })
                .Replace("$", "$$", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("networks: { default: { aliases: [tables.lan] } }", "  pg:", "networks: { default: { aliases: [tables.lan] } }")]
    [InlineData("networks:\n  default:\n    aliases: [tables.lan]", "  pg:", "default:|aliases: [tables.lan]")]
    [InlineData("", "  pg: { driver_opts: { device: /srv/pg } }", "pg: { driver_opts: { device: /srv/pg } }")]
    [InlineData("", "  pg:\n    name: pg\n    driver_opts:\n      device: /srv/pg", "driver_opts:|device: /srv/pg")]
    [InlineData("logging: { driver: gelf, options: { tag: m } }", "  pg:", "logging: { driver: gelf, options: { tag: m } }")]
    public void What_stays_is_told_with_aliases_and_the_options_of_drivers(string web, string volumes, string told) =>
        Assert.Equal(told.Split('|'), ForeignProject.Of(web, volumes: volumes).Read().Told());

    [Fact]
    public void A_secret_of_several_lines_is_asked_for_with_its_reason()
    {
        var project = ForeignProject.Of();
        var reading = new ForeignProject((project.Files[0].Path, project.Files[0].Text.Replace("otter-88", "\"${PW}\"", StringComparison.Ordinal)),
            (".env", "PW=\"one\ntwo\"\n")).Read();
        Assert.Contains("several lines", Assert.Single(reading.Findings, static f => f.Key == "database.password").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${DB_PW}")]
    [InlineData("${DB_PW:?set it}")]
    [InlineData("$DB_PW")]
    [InlineData("op://home/mathesar/password")]
    public void A_password_that_a_panel_fills_in_is_asked_for(string text)
    {
        var reading =
            new ForeignProject(("compose.yaml", ForeignProject.Of().Files[0].Text.Replace("otter-88", $"'{text}'", StringComparison.Ordinal)))
                .Read();
        Assert.Equal(["database.password"], reading.Findings.Where(f => f.Severity is Severity.Error).Select(f => f.Key));
        Assert.False(reading.Draft.Texts.ContainsKey("database.password"));
        Assert.DoesNotContain("POSTGRES_PASSWORD", reading.Override?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_dollar_that_is_doubled_is_part_of_the_password() => Assert.Equal("$ecret",
        Text(new ForeignProject(("compose.yaml", ForeignProject.Of().Files[0].Text.Replace("otter-88", "$$ecret", StringComparison.Ordinal))).Read(),
            "database.password"));

    [Fact]
    public void A_place_of_data_that_a_panel_fills_in_is_asked_for() => Assert.Contains("kept.database-data",
        ForeignProject.Of(database: "volumes: ['${DATA}/pg:/var/lib/postgresql/data']").Read().Unknown);

    [Fact]
    public void A_password_in_a_file_is_read_and_only_one_of_the_two_forms_goes_on()
    {
        var project = ForeignProject.Of(database: "secrets: [pw]", more: "secrets: { pw: { file: ./secrets/pw } }");
        var text = project.Files[0].Text.Replace("      POSTGRES_PASSWORD: otter-88\n\nPLACE", "", StringComparison.Ordinal);
        var at = text.LastIndexOf("POSTGRES_PASSWORD: otter-88", StringComparison.Ordinal);
        text = $"{text[..at]}POSTGRES_PASSWORD_FILE: /run/secrets/pw{text[(at + "POSTGRES_PASSWORD: otter-88".Length)..]}"
            .Replace("      POSTGRES_PASSWORD: otter-88\n", "", StringComparison.Ordinal);
        Assert.Contains("database.password", new ForeignProject(("compose.yaml", text)).Read().Unknown);

        var read = new ForeignProject(("compose.yaml", text), ("secrets/pw", "from-the-file\n"));
        Assert.Equal("from-the-file", Text(read.Read(), "database.password"));
        var environment = read.Rewritten()["services"]!["db"]!["environment"]!.AsObject();
        Assert.Equal(("from-the-file", false),
            (environment["POSTGRES_PASSWORD"]!.GetValue<string>(), environment.ContainsKey("POSTGRES_PASSWORD_FILE")));
    }

    [Theory]
    [InlineData("traefik.http.routers.t.rule=Host(`tables.quarry.example`) && PathPrefix(`/`)|traefik.http.routers.t.entryPoints=https", "https")]
    [InlineData("traefik.http.routers.t.rule=Host(`tables.quarry.example`)|traefik.http.routers.t.tls.certresolver=le", "https")]
    [InlineData("traefik.http.routers.t.rule=Host(`tables.quarry.example`)|traefik.http.routers.t.entrypoints=web", "http")]
    [InlineData("caddy=tables.quarry.example|caddy.reverse_proxy={{upstreams 8000}}", "https")]
    public void Labels_of_a_proxy_tell_the_address(string labels, string scheme) => Assert.Equal($"{scheme}://tables.quarry.example",
        Text(ForeignProject.Of("labels:\n" + string.Join('\n', labels.Split('|').Select(static l => $"  - '{l}'"))).Read(), "access.url"));

    [Theory]
    [InlineData("Host(`a.example`) || Host(`b.example`)", "", "https://a.example", "b.example")]
    [InlineData("Host(`b.example`, `a.example`) && PathPrefix(`/`)", "", "https://b.example", "a.example")]
    [InlineData("Host(`a.example`) && !Host(`b.example`)", "", "https://a.example", "")]
    [InlineData("Host(`a.example`) || Host(`b.example`)", "b.example,c.example", "https://b.example", "c.example")]
    [InlineData("Host(`a.example`) || Host(`b.example`)", "c.example,b.example,a.example", "https://a.example", "c.example,b.example")]
    public void Of_several_names_in_a_rule_the_first_is_the_address(string rule, string allowed, string url, string hosts)
    {
        var project = ForeignProject.Of($"labels: ['traefik.http.routers.t.rule={rule}']");
        var reading = new ForeignProject(("compose.yaml", allowed.Length == 0 ? project.Files[0].Text : project.Files[0].Text
            .Replace("POSTGRES_HOST: db", $"POSTGRES_HOST: db\n      ALLOWED_HOSTS: {allowed}", StringComparison.Ordinal))).Read();
        Assert.Equal((url, hosts, "external"), (Text(reading, "access.url"), Text(reading, "access.hosts"), Text(reading, "proxy.kind")));
    }

    [Theory]
    [InlineData("labels: { caddy: 'a.example, b.example' }", "")]
    [InlineData("", "\n      VIRTUAL_HOST: a.example,b.example\n      LETSENCRYPT_HOST: a.example,b.example")]
    public void The_names_of_another_proxys_site_are_read_alike(string web, string variables)
    {
        var reading = new ForeignProject(("compose.yaml", ForeignProject.Of(web).Files[0].Text
            .Replace("POSTGRES_HOST: db", "POSTGRES_HOST: db" + variables, StringComparison.Ordinal))).Read();
        Assert.Equal(("https://a.example", "b.example"), (Text(reading, "access.url"), Text(reading, "access.hosts")));
    }

    [Fact]
    public void Two_doors_with_different_names_tell_no_address() => Assert.Equal("", Text(ForeignProject.Of(
        "labels: ['traefik.http.routers.t.rule=Host(`a.example`)', 'traefik.http.routers.u.rule=Host(`b.example`)']").Read(), "access.url"));

    [Theory]
    [InlineData("ports: ['127.0.0.1:8055:8000']", "", "")]
    [InlineData("ports: ['8055:8000']", "", "")]
    [InlineData("", "external", "monitoring")]
    [InlineData("ports: ['9090:9090']", "external", "monitoring")]
    [InlineData("ports: ['8055:8000']\nlabels: ['traefik.http.routers.t.rule=Host(`a.example`)']", "external", "monitoring")]
    [InlineData("ports: ['8055:8000']\nlabels: { traefik.enable: 'true' }", "external", "monitoring")]
    public void A_network_that_was_there_is_a_proxys_only_where_something_tells_it(string web, string kind, string network)
    {
        var project = ForeignProject.Of(web + "\nnetworks: [default, monitoring]", volumes: "  pg:\nnetworks: { monitoring: { external: true } }");
        var reading = project.Read();
        Assert.Equal((kind, network), (Text(reading, "proxy.kind"), Text(reading, "proxy.network")));
        Assert.Equal(["default", "monitoring"],
            project.Rewritten()["services"]!["tables"]!["networks"]!.AsObject().Select(static n => n.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("network_mode: service:vpn")]
    [InlineData("network_mode: container:tunnel")]
    public void Who_shares_a_network_is_reached_by_its_ports(string mode)
    {
        var project = ForeignProject.Of(mode,
            more: "  vpn: { image: vpn, container_name: tunnel, ports: ['8888:8888', '127.0.0.1:8100:8000/tcp'] }");
        var reading = project.Read();
        Assert.Equal(("8100", "127.0.0.1"), (Text(reading, "access.port"), Text(reading, "access.bind")));
        Assert.DoesNotContain(reading.Findings, f => f.Code == "import.address-unknown");
        var services = project.Rewritten()["services"]!;
        Assert.Null(services["tables"]!["ports"]);
        Assert.Equal(["8888", "8100"], services["vpn"]!["ports"]!.AsArray().Select(static p => p!["published"]!.GetValue<string>()));
    }

    [Fact]
    public void Without_a_published_port_no_address_is_made_up()
    {
        var reading = new ForeignProject(("compose.yaml", ForeignProject.Of("network_mode: service:vpn", more: "  vpn: { image: vpn }").Files[0].Text
            .Replace("POSTGRES_HOST: db", "POSTGRES_HOST: db\n      ALLOWED_HOSTS: tables.example", StringComparison.Ordinal))).Read();
        Assert.False(reading.Draft.Texts.ContainsKey("access.url"));
        Assert.Contains(reading.Findings, f => f.Code == "import.address-unknown");
    }

    [Fact]
    public void A_name_that_is_a_port_is_the_proxys()
    {
        var reading = ForeignProject.Of(more: """
              caddy-reverse-proxy:
                image: mathesar/mathesar-caddy:latest
                environment: { DOMAIN_NAME: ':8080' }
                ports: ['8080:8080']
            """).Read();
        Assert.Equal(("8080", "caddy", ""), (Text(reading, "proxy.http-port"), Text(reading, "proxy.kind"), Text(reading, "access.url")));
    }

    [Theory]
    [InlineData("'8055:8000'", "8055", "0.0.0.0")]
    [InlineData("'127.0.0.1:8055:8000/tcp'", "8055", "127.0.0.1")]
    [InlineData("'8054-8056:7999-8001'", "8055", "0.0.0.0")]
    [InlineData("'53:53/udp', '[::1]:8055:8000'", "8055", "::1")]
    [InlineData("{target: 8000, published: '8055', host_ip: 127.0.0.1}", "8055", "127.0.0.1")]
    [InlineData("'9090:9090', '8055:8000'", "8055", "0.0.0.0")]
    [InlineData("8000", "", "")]
    public void A_port_is_read_in_every_form(string ports, string port, string bind)
    {
        var reading = ForeignProject.Of($"ports: [{ports}]").Read();
        Assert.Equal((port, bind), (Text(reading, "access.port"), Text(reading, "access.bind")));
    }

    private static string Text(ImportReading reading, string key) => reading.Draft.Texts.GetValueOrDefault(key, "");
}
