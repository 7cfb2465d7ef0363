namespace MathesarSetup.Import;

/// <summary>What another tool turns into manifests, or runs from them, is told as what it is.</summary>
public sealed class ForeignClusterTests
{
    private const string Key = "nk-not-a-real-key-0123456789-abcdefghijklmnop";

    [Theory]
    [InlineData(true, "kubernetes")]
    [InlineData(false, null)]
    public void A_unit_that_lets_podman_run_manifests_is_told_with_them(bool isThere, string? target)
    {
        var pod = $$"""
            == tables.yaml
            apiVersion: v1
            kind: Pod
            metadata: {name: tables}
            spec:
              containers:
                - {name: web, image: mathesar/mathesar:0.11.0, env: [{name: POSTGRES_HOST, value: localhost}, {name: SECRET_KEY, value: {{Key}}}]}
                - {name: pg, image: "postgres:16"}

            """;
        var reading = Described.Read((isThere ? pod : "") + "== tables.kube\n[Kube]\nYaml=./tables.yaml\nPublishPort=8077:8000\n");
        Assert.Equal(target, reading.Target);
        Assert.Equal(isThere ? ["PublishPort=8077:8000"] : [], reading.Told());
        Assert.Contains(reading.Findings, f => f.Code == "import.kube-unit" && f.Message.Contains("tables.yaml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[web.yaml]", null)]
    [InlineData("[./web.yaml, gone.yaml]", "gone.yaml")]
    public void Only_what_Kustomize_is_told_to_read_is_read(string resources, string? missing)
    {
        static string Web(string name, string release) => $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: {{name}}}
            spec:
              template:
                spec:
                  containers:
                    - name: web
                      image: "mathesar/mathesar:{{release}}"
                      env: [{name: POSTGRES_HOST, value: db.lan}, {name: SECRET_KEY, value: {{Key}}}]

            """;
        var reading = Described.Read($"== a-former.yaml\n{Web("former", "0.9.0")}== kustomization.yaml\nresources: {resources}\n"
            + $"== web.yaml\n{Web("tables", "0.11.0")}");
        if (missing is null)
        {
            Assert.Equal(("tables", "0.11.0"), (reading.Answer("install.name"), reading.Answer("mathesar.version")));
            return;
        }

        var finding = Assert.Single(reading.Findings);
        Assert.Equal(("import.file-unread", "kustomization.yaml"), (finding.Code, finding.File));
        Assert.Contains(missing, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: tables}",
        "helm get manifest tables")]
    [InlineData("app.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: tables}", "argocd app manifests tables")]
    [InlineData("values.yaml",
        "image:\n  repository: mathesar/mathesar\nenv:\n  POSTGRES_HOST: pg.databases.svc\n  SECRET_KEY: kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
        "helm get manifest")]
    [InlineData("kustomization.yaml",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\nimages: [{name: x, newTag: y}]",
        "kubectl kustomize")]
    public void What_another_tool_makes_is_told_with_the_command_that_writes_it_down(string path, string text, string command)
    {
        var reading = Described.Read($"== {path}\n{text}");
        Assert.Null(reading.Target);
        Assert.Contains(reading.Findings, f => f.Code == "import.run-by-another" && f.Message.Contains(command, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kustomization.yaml", "")]
    [InlineData("kustomization.yml", "")]
    [InlineData("Kustomization", "")]
    [InlineData("kustomization.yaml", "kind: Kustomization\n")]
    [InlineData("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\n")]
    [InlineData("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n")]
    public void Kustomize_knows_its_file_by_its_name(string path, string header)
    {
        var changed = Described.Read($"{Manifest}== {path}\n{header}resources: [tables.yaml]\n"
            + "images: [{name: mathesar/mathesar, newTag: 0.12.0}]\n");
        Assert.Null(changed.Target);
        Assert.Contains(changed.Findings, f => f.Code == "import.run-by-another" && f.Message.Contains("(images)", StringComparison.Ordinal)
            && f.Message.Contains("kubectl kustomize .", StringComparison.Ordinal));
        // What only names the manifests changes nothing.
        Assert.Equal("0.11.0", Described.Read($"{Manifest}== {path}\n{header}resources: [tables.yaml]\n").Answer("mathesar.version"));
    }

    [Fact]
    public void A_namespace_that_Kustomize_sets_is_a_change_where_the_manifests_say_another()
    {
        const string kustomization = "== kustomization.yaml\nresources: [tables.yaml]\nnamespace: prod\n";
        Assert.Contains(Described.Read(Manifest + kustomization).Findings, static f => f.Code == "import.run-by-another"
            && f.Message.Contains("(namespace)", StringComparison.Ordinal));
        var same = Described.Read(Manifest.Replace("{name: tables}", "{name: tables, namespace: prod}", StringComparison.Ordinal) + kustomization);
        Assert.Equal(("0.11.0", "prod"), (same.Answer("mathesar.version"), same.Answer("kubernetes.namespace")));
    }

    [Theory]
    [InlineData("other.yaml", "resources: [tables.yaml]\nimages: [{name: mathesar/mathesar, newTag: 0.12.0}]")]
    [InlineData("overlay/kustomization.yaml", "resources: [../]\nimages: [{name: mathesar/mathesar, newTag: 0.12.0}]")]
    public void A_file_of_another_name_or_place_is_none_of_Kustomizes(string path, string text) =>
        Assert.Equal("0.11.0", Described.Read($"{Manifest}== {path}\n{text}\n").Answer("mathesar.version"));

    private const string Manifest = $$"""
        == tables.yaml
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: tables}
        spec:
          template:
            spec:
              containers:
                - {name: web, image: mathesar/mathesar:0.11.0, env: [{name: POSTGRES_HOST, value: pg}, {name: SECRET_KEY, value: {{Key}}}]}

        """;
}
