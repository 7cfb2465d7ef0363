using System.Runtime.Versioning;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>Units and manifests of somebody's, taken over on the command line: they stay where and as they lie.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ForeignFormsTests : IDisposable
{
    private const string Key = "an-old-key-of-thirty-two-letters-or-more";

    private static readonly (string Path, string Text)[] s_quadlet =
    [
        ("site/units/tables.container", $"""
            [Container]
            Image=mathesar/mathesar:0.10.1
            Network=tables.network
            PublishPort=127.0.0.1:8010:8000
            # Ours
            Environment=POSTGRES_HOST=db POSTGRES_DB=tables "POSTGRES_USER=tables" POSTGRES_PASSWORD=teal-77 SECRET_KEY={Key}

            """),
        ("site/units/db.container", """
            [Container]
            Image=docker.io/library/postgres:17
            Network=tables.network
            Environment=POSTGRES_DB=tables POSTGRES_USER=tables POSTGRES_PASSWORD=teal-77
            Volume=db.volume:/var/lib/postgresql/data

            """),
        ("site/units/db.volume", "[Volume]\n"),
        ("site/units/tables.network", "[Network]\n"),
    ];

    private static readonly (string Path, string Text)[] s_systemd =
    [
        ("site/tables.service", """
            [Service]
            User=tables
            WorkingDirectory=/srv/tables
            EnvironmentFile=/srv/tables/.env
            ExecStart=/srv/tables/.venv/bin/gunicorn config.wsgi -b 127.0.0.1:8010 --timeout 180

            """),
        ("site/.env", $"SECRET_KEY={Key}\nPOSTGRES_HOST=localhost\nPOSTGRES_DB=tables\nPOSTGRES_USER=tables\nPOSTGRES_PASSWORD='teal 77'\n"),
    ];

    private static readonly (string Path, string Text)[] s_kubernetes =
    [
        ("site/tables.yaml", $"""
            # Ours
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: tables
            spec:
              selector:
                matchLabels:
                  app: tables
              template:
                metadata:
                  labels:
                    app: tables
                spec:
                  containers:
                  - name: tables
                    image: mathesar/mathesar:0.10.1
                    env:
                    - name: SECRET_KEY
                      value: {Key}
                    - name: POSTGRES_HOST
                      value: pg.example.com
                    - name: POSTGRES_DB
                      value: tables
                    - name: POSTGRES_USER
                      value: tables
                    - name: POSTGRES_PASSWORD
                      value: teal-77
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: tables
            spec:
              selector:
                app: tables
              ports:
              - port: 8010
                targetPort: 8000

            """),
    ];

    private readonly SetupProgram _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData("quadlet", "units/tables.container", "systemctl --user daemon-reload && systemctl --user restart db.service tables.service")]
    [InlineData("systemd", "tables.service", "sudo systemctl daemon-reload && sudo systemctl restart tables")]
    [InlineData("kubernetes", "tables.yaml", "kubectl apply -f tables.yaml")]
    public void Its_files_stay_and_a_changed_answer_changes_its_own_line(string form, string changed, string start)
    {
        var files = Files(form);
        files.ToList().ForEach(f => _setup.Directory.Write(f.Path, f.Text));
        _setup.Run("import", "site", "--mathesar-version", "0.10.1").Successful();
        _setup.Run("generate", "--dir", "site").Successful();
        Assert.Equal(0, _setup.Run("diff", "--dir", "site").ExitCode);
        Assert.All(files, f => Assert.Equal(f.Text, _setup.Directory.Read(f.Path)));
        Assert.False(File.Exists(_setup.Directory.At("site/compose.yaml")));

        var run = _setup.Run("generate", "--dir", "site", "--access-port", "9123").Successful();

        Assert.Contains(start, run.Output, StringComparison.Ordinal);
        Assert.All(files, f => Assert.Equal(
            f.Path == $"site/{changed}" ? f.Text.Replace("8010", "9123", StringComparison.Ordinal) : f.Text, _setup.Directory.Read(f.Path)));
        Assert.Contains("unchanged", _setup.Run("generate", "--dir", "site", "--json").Successful().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quadlet")]
    [InlineData("systemd")]
    [InlineData("kubernetes")]
    public void Beside_one_that_could_not_be_read_nothing_is_made(string form)
    {
        Files(form).ToList().ForEach(f => _setup.Directory.Write(f.Path, f.Text.Replace($"SECRET_KEY={Key}", "", StringComparison.Ordinal)
            .Replace($"value: {Key}", "valueFrom: {secretKeyRef: {name: elsewhere, key: key}}", StringComparison.Ordinal)));
        Assert.Equal(1, _setup.Run("import", "site", "--mathesar-version", "0.10.1").ExitCode);
        var run = _setup.Run("generate", "--dir", "site");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("mathesar-setup import", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_setup.Directory.At("site/mathesar.yaml")));
    }

    private static (string Path, string Text)[] Files(string form) => form switch
    {
        "quadlet" => s_quadlet,
        "systemd" => s_systemd,
        _ => s_kubernetes,
    };
}
