using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.InPlace;

/// <summary>Units and manifests that stay their author's: what one changed answer changes in them, to the byte.</summary>
public sealed class ForeignFormsTests
{
    [Theory]
    [InlineData("quadlet-pod", "mathesar.version", "0.11.0", "mathesar:0.10.1", "mathesar:0.11.0")]
    [InlineData("quadlet-pod", "access.port", "9123", "PublishPort=8099:8000", "PublishPort=9123:8000")]
    [InlineData("quadlet-pod", "access.bind", "127.0.0.1", "PublishPort=8099:8000", "PublishPort=127.0.0.1:8099:8000")]
    [InlineData("quadlet-pod", "tuning.workers", "7", "'WEB_CONCURRENCY=4'", "'WEB_CONCURRENCY=7'")]
    [InlineData("quadlet-pod", "tuning.debug", "true", "\"POSTGRES_USER=tables\"\n", "\"POSTGRES_USER=tables\"\nEnvironment=DEBUG=true\n")]
    [InlineData("quadlet-pod", "limits.memory", "3g", "Restart=always\n", "Restart=always\nMemoryMax=3G\n")]
    [InlineData("quadlet-network", "mathesar.version", "0.12.0", "mathesar:0.11.0", "mathesar:0.12.0")]
    [InlineData("quadlet-network", "access.port", "9123", "127.0.0.1:8010:8000", "127.0.0.1:9123:8000")]
    [InlineData("quadlet-network", "limits.memory", "3g", "--memory=2g", "--memory=3g")]
    [InlineData("systemd-gunicorn", "access.port", "9123", "-b 0.0.0.0:8123", "-b 0.0.0.0:9123")]
    [InlineData("systemd-gunicorn", "access.bind", "127.0.0.1", "-b 0.0.0.0:8123", "-b 127.0.0.1:8123")]
    [InlineData("systemd-gunicorn", "tuning.workers", "7", "-w 3", "-w 7")]
    [InlineData("systemd-gunicorn", "tuning.debug", "true", "'two words'\n", "'two words'\nDEBUG=true\n")]
    [InlineData("systemd-gunicorn", "database.password", "it's $1", "'two words'", "'it'\"'\"'s $1'")]
    [InlineData("systemd-gunicorn", "limits.memory", "3g", "Restart=on-failure\n", "Restart=on-failure\nMemoryMax=3G\n")]
    [InlineData("systemd-launcher", "access.port", "9123", "--port 8007", "--port 9123")]
    [InlineData("systemd-launcher", "access.bind", "0.0.0.0", "--addr 127.0.0.1", "--addr 0.0.0.0")]
    [InlineData("systemd-launcher", "database.password", "50% $x", "\"POSTGRES_PASSWORD=p%%1\"", "\"POSTGRES_PASSWORD=50%% $x\"")]
    [InlineData("kubernetes-list", "mathesar.version", "0.12.0", "mathesar:0.11.0", "mathesar:0.12.0")]
    [InlineData("kubernetes-list", "kubernetes.replicas", "2", "replicas: 1", "replicas: 2")]
    [InlineData("kubernetes-list", "database.password", "pine-12", "password: dGVhbC03Nw==", "password: cGluZS0xMg==")]
    [InlineData("kubernetes-list", "tuning.workers", "7", "ALLOWED_HOSTS: tables.office.example # in the office\n",
        "ALLOWED_HOSTS: tables.office.example # in the office\n  WEB_CONCURRENCY: \"7\"\n")]
    [InlineData("kubernetes-list", "limits.memory", "3g", "- containerPort: 8000\n",
        "- containerPort: 8000\n        resources:\n          limits:\n            memory: \"3Gi\"\n")]
    public void One_changed_answer_changes_its_own_place(string form, string key, string text, string before, string after)
    {
        var edited = Edit(form, key, text);

        Assert.Empty(edited.Findings);
        var (was, now) = (Joined(ForeignForms.Files(form)), Joined(edited.Files));
        Assert.Single(was.Split(before)[1..]);
        Assert.Equal(was.Replace(before, after, StringComparison.Ordinal), now);
        Assert.Equal(text, Importer.Read(new ImportRequest(edited.Files, "mathesar")).Draft.Texts.GetValueOrDefault(key));
    }

    [Fact]
    public void A_password_that_two_units_share_changes_in_both()
    {
        var edited = Edit("quadlet-pod", "database.password", "a b'c");
        Assert.Empty(edited.Findings);
        Assert.Contains("\nPOSTGRES_PASSWORD=a b'c\n", edited.Files.Single(f => f.Path == "tables.env").Text, StringComparison.Ordinal);
        Assert.Contains(" \"POSTGRES_PASSWORD=a b'c\"\n", edited.Files.Single(f => f.Path == "tables-db.container").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quadlet-pod")]
    [InlineData("quadlet-network")]
    public void Podmans_own_reader_sees_the_meant_difference_alone(string form)
    {
        const string Password = "n$w'p\"w \\ 100%";
        var edited = Edit(form, "database.password", Password);
        Assert.Empty(edited.Findings);
        var (was, now) = (Services(ForeignForms.Files(form)), Services(edited.Files));
        Assert.Equal(was.Keys, now.Keys);
        foreach (var (name, service) in now.Where(s => was[s.Key] != s.Value))
        {
            var changed = service.Split('\n').Except(was[name].Split('\n')).ToArray();
            Assert.All(changed, static line => Assert.StartsWith("ExecStart=", line.Replace("Environment=", "ExecStart=", StringComparison.Ordinal),
                StringComparison.Ordinal));
            var command = changed.Single(static line => line.StartsWith("ExecStart=", StringComparison.Ordinal));
            Assert.Contains($"POSTGRES_PASSWORD={Password}", UnitText.Words(command["ExecStart=".Length..], isCommand: true));
        }
    }

    [Fact]
    public void The_host_of_the_address_changes_where_the_cluster_is_entered()
    {
        var edited = Edit("kubernetes-list", "access.url", "https://new.office.example");
        Assert.Empty(edited.Findings);
        var web = edited.Files.Single(f => f.Path == "web.yaml").Text;
        Assert.Contains("- host: new.office.example\n", web, StringComparison.Ordinal);
        Assert.Contains("- hosts: [new.office.example]\n", web, StringComparison.Ordinal);
        Assert.Contains("ALLOWED_HOSTS: new.office.example # in the office\n", edited.Files.Single(f => f.Path == "tables.yaml").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_port_of_a_Service_changes_where_the_Ingress_names_it_too()
    {
        var edited = Edit("kubernetes-list", "access.port", "9123");
        Assert.Empty(edited.Findings);
        Assert.Equal(ForeignForms.Files("kubernetes-list")[1].Text.Replace("port: 80\n", "port: 9123\n", StringComparison.Ordinal)
            .Replace("{number: 80}", "{number: 9123}", StringComparison.Ordinal), edited.Files.Single(f => f.Path == "web.yaml").Text);
    }

    [Fact]
    public void Single_sign_on_of_a_container_comes_in_a_drop_in_beside_its_unit()
    {
        var before = Open("quadlet-network");
        var after = Setup.Of(before.Draft.With("sso.providers.acme.type", "oidc").With("sso.providers.acme.client-id", "x")
            .With("sso.providers.acme.secret", "y").With("sso.providers.acme.server-url", "https://id.example.com"));
        var edited = InPlaceEdit.Of(Request("quadlet-network"), before, after);
        Assert.Empty(edited.Findings);
        Assert.StartsWith("[Container]\nVolume=../sso.yml:/code/sso.yml",
            edited.Files.Single(f => f.Path == "units/tables.container.d/50-mathesar-setup.conf").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("systemd-gunicorn")]
    [InlineData("systemd-launcher")]
    public void Another_release_without_containers_is_no_edit_and_says_how_the_program_is_upgraded(string form)
    {
        var before = Open(form);
        var after = Setup.Of(before.Draft.With("mathesar.version", "0.12.0").With(LayoutSettings.Layout, LayoutSettings.InPlaceText));
        var setup = InPlaceSetup.Of(after, before.Draft, ForeignForms.Files(form));
        var finding = Assert.Single(setup.Findings, static f => f.Code.StartsWith("layout.", StringComparison.Ordinal));
        Assert.Equal(("layout.no-effect", "mathesar.version"), (finding.Code, finding.Key));
        Assert.Contains("installer", finding.Message, StringComparison.Ordinal);
        Assert.All(ForeignForms.Files(form), f => Assert.Equal(f.Text, setup.Files.Single(s => s.Path == f.Path).Content));
    }

    [Fact]
    public void Json_is_left_to_the_tool_that_made_it()
    {
        const string Text = """
            {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "tables"},
             "spec": {"template": {"spec": {"containers": [{"name": "tables", "image": "mathesar/mathesar:0.11.0", "env": [
             {"name": "SECRET_KEY", "value": "zz-not-a-real-key-557123908172309817239817239817"}, {"name": "POSTGRES_HOST", "value": "db"},
             {"name": "POSTGRES_DB", "value": "x"}, {"name": "POSTGRES_USER", "value": "x"}, {"name": "POSTGRES_PASSWORD", "value": "x"}]}]}}}}]}
            """;
        var request = new ImportRequest([new FoundFile("dump.json", Text)], "mathesar");
        var before = Setup.Of(Importer.Read(request).Draft.Settle(Scenarios.Machine));
        var edited = InPlaceEdit.Of(request, before, Setup.Of(before.Draft.With("mathesar.version", "0.12.0")));
        Assert.Equal("layout.not-reached", Assert.Single(edited.Findings).Code);
        Assert.Equal(Text, Assert.Single(edited.Files).Text);
    }

    private static InPlaceEdit Edit(string form, string key, string text)
    {
        var before = Open(form);
        return InPlaceEdit.Of(Request(form), before, Setup.Of(before.Draft.With(key, text)));
    }

    private static Setup Open(string form)
    {
        var reading = Importer.Read(Request(form));
        Assert.False(reading.IsForbidden, string.Join('\n', reading.Findings));
        var draft = reading.Draft.Texts.GetValueOrDefault("mathesar.version") is "unknown"
            ? reading.Draft.With("mathesar.version", "0.11.0")
            : reading.Draft;
        return Setup.Of(draft.Settle(Scenarios.Machine));
    }

    // The directory is another one each time.
    private static Dictionary<string, string> Services(ImmutableArray<FoundFile> files) => QuadletDirectory
        .Read(files.Where(static f => !f.Path.EndsWith(".env", StringComparison.Ordinal)), forRoot: false)
        .ToDictionary(static s => s.Key, static s => Regex.Replace(s.Value, "/tmp/mathesar-setup-test-[^/]*", "/tmp/here"), StringComparer.Ordinal);

    private static ImportRequest Request(string form) => new(ForeignForms.Files(form), "mathesar");

    private static string Joined(ImmutableArray<FoundFile> files) => string.Concat(files.Select(static f => $"== {f.Path}\n{f.Text}"));
}
