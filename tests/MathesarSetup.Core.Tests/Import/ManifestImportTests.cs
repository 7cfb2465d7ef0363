namespace MathesarSetup.Import;

/// <summary>Manifests are read whole, in every form in which the tools of the trade write them; what another tool makes is told.</summary>
public sealed class ManifestImportTests
{
    private const string Key = "nk-not-a-real-key-0123456789-abcdefghijklmnop";

    private const string Dump = """
        == dump.yaml
        apiVersion: v1
        kind: List
        items:
        - apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: tables
            namespace: office
            resourceVersion: "8812"
            managedFields: []
          spec:
            replicas: 2
            selector: {matchLabels: {app: tables}}
            template:
              metadata: {labels: {app: tables}}
              spec:
                containers:
                - name: tables
                  image: mathesar/mathesar:0.11.0
                  env:
                  - name: POSTGRES_HOST
                    value: pg.office.svc
                  - name: POSTGRES_DB
                    value: tables
                  - name: POSTGRES_USER
                    value: tables
                  - name: POSTGRES_PASSWORD
                    valueFrom: {secretKeyRef: {name: tables, key: password}}
                  - name: SECRET_KEY
                    valueFrom: {secretKeyRef: {name: tables, key: key}}
                  - name: ALLOWED_HOSTS
                    value: tables.office.example
          status: {replicas: 2}
        - apiVersion: v1
          kind: Secret
          metadata: {name: tables, namespace: office}
          data:
            password: dGVhbC03Nw==
            key: enotbm90LWEtcmVhbC1rZXktNTU3MTIzOTA4MTcyMzA5ODE3MjM5ODE3MjM5ODE3MjM5OA==
        """;

    [Theory]
    [InlineData("target", "kubernetes")]
    [InlineData("install.name", "tables")]
    [InlineData("kubernetes.namespace", "office")]
    [InlineData("database.password", "teal-77")]
    [InlineData("secrets.key", "zz-not-a-real-key-557123908172309817239817239817239 8")]
    public void What_kubectl_hands_out_as_a_list_is_opened(string key, string text) =>
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), Described.Read(Dump).Answer(key));

    [Fact]
    public void What_the_cluster_writes_by_itself_is_nobodys() =>
        Assert.Equal(["Deployment/tables spec.selector.matchLabels.app: tables", "Deployment/tables spec.template.metadata.labels.app: tables"],
            Described.Read(Dump).Told());

    [Fact]
    public void A_Secret_that_SOPS_encrypted_is_asked_for()
    {
        var reading = Described.Read("""
            == secret.yaml
            apiVersion: v1
            kind: Secret
            metadata: {name: tables}
            stringData:
              db-password: ENC[AES256_GCM,data:cGFzcw==,iv:CC==,tag:DD==,type:str]
              secret-key: ENC[AES256_GCM,data:c2VjcmV0,iv:AA==,tag:BB==,type:str]
            sops:
              version: 3.9.0
            == web.yaml

            """ + Web("""
                      env:
                        - { name: POSTGRES_HOST, value: pg }
                        - name: POSTGRES_PASSWORD
                          valueFrom: { secretKeyRef: { name: tables, key: db-password } }
                        - name: SECRET_KEY
                          valueFrom: { secretKeyRef: { name: tables, key: secret-key } }
            """));
        Assert.Equal(["database.password", "secrets.key"], reading.Asked());
        Assert.Null(reading.Answer("secrets.key"));
    }

    [Theory]
    [InlineData("SealedSecret", "bitnami.com/v1alpha1", "metadata: {name: tables}\nspec: {encryptedData: {password: AgB}}", "SealedSecret tables")]
    [InlineData("ExternalSecret", "external-secrets.io/v1", "metadata: {name: x}\nspec: {target: {name: tables}}", "ExternalSecret tables")]
    [InlineData("ConfigMap", "v1", "metadata: {name: tables}", "the Secret tables of the cluster")]
    public void A_Secret_that_is_not_here_is_asked_for_by_the_name_of_who_keeps_it(string kind, string version, string rest, string keeper)
    {
        var reading = Described.Read($"== a.yaml\napiVersion: {version}\nkind: {kind}\n{rest}\n---\n" + Web("""
                      env:
                        - { name: POSTGRES_HOST, value: pg }
                        - { name: SECRET_KEY, value: nk-not-a-real-key-0123456789-abcdefghijklmnop }
                        - name: POSTGRES_PASSWORD
                          valueFrom: { secretKeyRef: { name: tables, key: password } }
            """));
        Assert.Contains(reading.Findings, f => f.Key == "database.password" && f.Message.Contains(keeper, StringComparison.Ordinal));
    }

    [Fact]
    public void A_Secret_of_the_cluster_that_calls_its_values_as_the_variables_are_called_stays_where_it_is()
    {
        var reading = Described.Read("== a.yaml\n" + Web("""
                      env:
                        - { name: POSTGRES_HOST, value: pg }
                        - name: POSTGRES_PASSWORD
                          valueFrom: { secretKeyRef: { name: tables, key: POSTGRES_PASSWORD } }
                        - name: SECRET_KEY
                          valueFrom: { secretKeyRef: { name: tables, key: SECRET_KEY } }
            """));
        Assert.Equal("tables", reading.Answer("kubernetes.existing-secret"));
        Assert.Empty(reading.Asked());
    }

    [Theory]
    [InlineData("ports:\n    - { name: metrics, port: 9090 }\n    - { name: http, port: 8080, targetPort: 8000 }", "8080")]
    [InlineData("ports:\n    - { name: http, port: 9090, targetPort: metrics }\n    - { name: app, port: 8081, targetPort: web }", "8081")]
    [InlineData("ports:\n    - { port: 8000, nodePort: 30911 }", "8000")]
    [InlineData("ports:\n    - { name: metrics, port: 9090, targetPort: 9091 }\n    - { name: other, port: 9092, targetPort: 9093 }", null)]
    public void The_port_is_the_one_that_leads_to_Mathesar(string ports, string? port)
    {
        var reading = Described.Read("== a.yaml\n" + Web("""
                      ports: [{ name: metrics, containerPort: 9091 }, { name: web, containerPort: 8000 }]
                      env: [{ name: POSTGRES_HOST, value: pg }]
            """) + $"""
            ---
            apiVersion: v1
            kind: Service
            metadata: {"{"}name: elsewhere{"}"}
            spec: {"{"} selector: {"{"}app: other{"}"}, ports: [{"{"}name: http, port: 1234, targetPort: 8000{"}"}] {"}"}
            ---
            apiVersion: v1
            kind: Service
            metadata: {"{"}name: tables{"}"}
            spec:
              selector: {"{"} app: tables {"}"}
              {ports}
            """);
        Assert.Equal(port, reading.Answer("access.port"));
    }

    [Fact]
    public void The_way_in_is_the_one_that_leads_to_Mathesar()
    {
        var reading = Described.Read("== a.yaml\n" + Web("          env: [{ name: POSTGRES_HOST, value: pg }]\n") + """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: tables}
            spec: { selector: { app: tables }, ports: [{ port: 80, targetPort: 8000 }] }
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: all}
            spec:
              ingressClassName: nginx
              tls:
                - { hosts: [shop.example.com], secretName: shop-tls }
                - { hosts: [tables.example.com], secretName: tables-tls }
              rules:
                - host: shop.example.com
                  http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }] }
                - host: tables.example.com
                  http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: tables, port: { number: 80 } } } }] }
            """);
        Assert.Equal(("https://tables.example.com", "tables-tls", "nginx", "80"),
            (reading.Answer("access.url"), reading.Answer("kubernetes.tls-secret"),
            reading.Answer("kubernetes.ingress-class"), reading.Answer("access.port")));
        Assert.Contains("Ingress/all spec.rules[0].host: shop.example.com", reading.Told());
    }

    [Fact]
    public void Sidecars_and_init_containers_are_told_from_Mathesar_by_their_images()
    {
        var reading = Described.Read($$"""
            == a.json
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "tables"}, "spec": {"template": {"spec": {
              "initContainers": [{"name": "wait", "image": "busybox:1", "env": [{"name": "WEB_CONCURRENCY", "value": "9"}]}],
              "containers": [
                {"name": "proxy", "image": "envoy:1", "env": [{"name": "ALLOWED_HOSTS", "value": "x"}, {"name": "POSTGRES_HOST", "value": "no"}]},
                {"name": "pg", "image": "postgres:16", "env": [{"name": "PGDATA", "value": "/var/lib/postgresql/data/pg"}],
                 "volumeMounts": [{"name": "data", "mountPath": "/var/lib/postgresql/data", "subPath": "pg"}]},
                {"name": "web", "image": "registry.example/mirror/mathesar:0.12.0", "resources": {"limits": {"memory": "2Gi"} },
                 "env": [{"name": "POSTGRES_HOST", "value": "localhost"}, {"name": "NAME", "value": "tab"},
                         {"name": "POSTGRES_DB", "value": "$(NAME)les"},
                         {"name": "POSTGRES_PASSWORD", "value": "pa$$word"}, {"name": "SECRET_KEY", "value": "{{Key}}"}]}
              ]} } } }
            """);
        Assert.Equal(("bundled", "16", "tables", "pa$word", "2g"), (reading.Answer("database.mode"), reading.Answer("database.version"),
            reading.Answer("database.name"), reading.Answer("database.password"), reading.Answer("limits.memory")));
        Assert.Null(reading.Answer("tuning.workers"));
        var told = reading.Told();
        Assert.Contains("Deployment/tables environment.PGDATA: /var/lib/postgresql/data/pg", told);
        Assert.Contains("Deployment/tables mounts./var/lib/postgresql/data: data:subPath=pg", told);
        Assert.Contains("Deployment/tables image: envoy:1", told);
        Assert.Contains("Deployment/tables initContainers[wait].image: busybox:1", told);
    }

    [Fact]
    public void Whole_ConfigMaps_and_Secrets_are_read_in_the_order_in_which_Kubernetes_reads_them()
    {
        var reading = Described.Read("== a.yaml\n" + Web("""
                      envFrom:
                        - configMapRef: { name: one }
                        - configMapRef: { name: two }
                        - secretRef: { name: gone, optional: true }
                      env: [{ name: POSTGRES_USER, value: said }]
            """) + $"""
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {"{"}name: one{"}"}
            data: {"{"} POSTGRES_DB: one, POSTGRES_USER: one, POSTGRES_HOST: pg, SECRET_KEY: {Key}, TZ: Europe/Oslo {"}"}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {"{"}name: two{"}"}
            data: {"{"} POSTGRES_DB: two {"}"}
            """);
        Assert.Equal(("two", "said"), (reading.Answer("database.name"), reading.Answer("database.user")));
        Assert.Contains("ConfigMap/one data.TZ: Europe/Oslo", reading.Told());
        Assert.Contains("ConfigMap/one data.POSTGRES_DB: one", reading.Told());
        Assert.DoesNotContain(reading.Told(), t => t.Contains("envFrom[configMapRef two]", StringComparison.Ordinal));
    }

    private static string Web(string lines) => $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {"{"}name: tables{"}"}
        spec:
          selector: {"{"} matchLabels: {"{"} app: tables {"}"} {"}"}
          template:
            metadata: {"{"} labels: {"{"} app: tables {"}"} {"}"}
            spec:
              containers:
                - name: web
                  image: mathesar/mathesar:0.11.0

        """ + string.Join('\n', lines.TrimEnd().Split('\n')
            .Select(l => l.StartsWith("          ", StringComparison.Ordinal) ? l : $"          {l}")) + "\n";
}
