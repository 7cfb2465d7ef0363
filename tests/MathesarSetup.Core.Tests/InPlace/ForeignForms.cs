using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.InPlace;

/// <summary>Installations in the forms besides Compose, as their authors wrote them: units of Podman and of systemd, and manifests.</summary>
internal static class ForeignForms
{
    private const string Key = "zz-not-a-real-key-5571239081723098172398172398172398";

    /// <summary>By name; each as <c>== path</c> and the file below it.</summary>
    public static readonly ImmutableDictionary<string, string> All = new Dictionary<string, string>
    {
        ["quadlet-pod"] = $"""
            == tables.container
            [Unit]
            Description=Tables
            Requires=tables-db.service

            [Container]
            # Ours
            Image=docker.io/mathesar/mathesar:0.10.1
            ContainerName=tables
            Pod=tables.pod
            EnvironmentFile=%h/tables/tables.env
            Environment=POSTGRES_HOST=localhost POSTGRES_DB=tables "POSTGRES_USER=tables"
            Volume=%h/tables/media:/code/.media:Z

            [Service]
            Restart=always
            == tables.container.d/10-hosts.conf
            [Container]
            Environment=ALLOWED_HOSTS=tables.creek.example,10.4.0.3
            Environment='WEB_CONCURRENCY=4'
            == tables-db.container
            [Container]
            Image=docker.io/library/postgres:16
            ContainerName=tables-db
            Pod=tables.pod
            Environment=POSTGRES_DB=tables POSTGRES_USER=tables POSTGRES_PASSWORD=teal-77
            Volume=tables-db.volume:/var/lib/postgresql/data
            == tables-db.volume
            [Volume]
            VolumeName=tables-pg-data
            == tables.pod
            [Pod]
            PodName=tables
            PublishPort=8099:8000
            == tables.env
            # Kept here
            SECRET_KEY={Key}
            POSTGRES_PASSWORD=teal-77
            TZ=Europe/Zagreb
            """,
        ["quadlet-network"] = $"""
            == units/tables.container
            [Container]
            Image=mathesar/mathesar:0.11.0
            Network=tables.network
            PublishPort=127.0.0.1:8010:8000
            PodmanArgs=--memory=2g
            Environment=POSTGRES_HOST=db \
              POSTGRES_DB=tables POSTGRES_USER=tables \
              'POSTGRES_PASSWORD=two words' \
              SECRET_KEY={Key}
            Environment="ALLOWED_HOSTS=tables.example.com"
            Label=traefik.enable=true "traefik.http.routers.t.rule=Host(`tables.example.com`)"
            Volume=media.volume:/code/.media
            == units/db.container
            [Container]
            Image=docker.io/library/postgres:17
            ContainerName=db
            Network=tables.network
            Environment=POSTGRES_DB=tables POSTGRES_USER=tables 'POSTGRES_PASSWORD=two words'
            Volume=db.volume:/var/lib/postgresql/data
            == units/db.volume
            [Volume]
            == units/media.volume
            [Volume]
            == units/tables.network
            [Network]
            """,
        ["systemd-gunicorn"] = $"""
            == .env
            # The program's
            SECRET_KEY={Key}
            ALLOWED_HOSTS="tables.example.com"
            MEDIA_ROOT=/srv/tables/media/
            POSTGRES_HOST=127.0.0.1
            POSTGRES_PORT=5432
            POSTGRES_DB=mathesar_django
            POSTGRES_USER=mathesar
            POSTGRES_PASSWORD='two words'
            == tables.service
            [Unit]
            Description=Tables
            After=network.target postgresql.service

            [Service]
            User=tables
            WorkingDirectory=/srv/tables
            EnvironmentFile=/srv/tables/.env
            ExecStart=/srv/tables/.venv/bin/gunicorn config.wsgi -w 3 -b 0.0.0.0:8123 --timeout 180
            Restart=on-failure

            [Install]
            WantedBy=multi-user.target
            """,
        ["systemd-launcher"] = $"""
            == mathesar.service
            [Unit]
            Description=Mathesar

            [Service]
            User=mathesar
            Environment=SECRET_KEY={Key} "POSTGRES_PASSWORD=p%%1"
            Environment=POSTGRES_HOST=db.example.com POSTGRES_DB=tables
            Environment=POSTGRES_USER=tables
            Environment=ALLOWED_HOSTS=tables.example.com
            ExecStart=/opt/mathesar/bin/mathesar run -e --addr 127.0.0.1 \
              --port 8007

            [Install]
            WantedBy=multi-user.target
            """,
        ["kubernetes-list"] = $$$"""
            == tables.yaml
            # Ours
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: tables}
            data:
              POSTGRES_HOST: pg.office.svc
              POSTGRES_DB: tables
              POSTGRES_USER: tables
              ALLOWED_HOSTS: tables.office.example # in the office
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: tables}
            data:
              password: dGVhbC03Nw==
            stringData:
              key: '{{{Key}}}'
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: tables
            spec:
              replicas: 1
              selector: {matchLabels: {app: tables}}
              template:
                metadata: {labels: {app: tables}}
                spec:
                  containers:
                  - name: tables
                    image: mathesar/mathesar:0.11.0
                    envFrom:
                    - configMapRef: {name: tables}
                    env:
                    - name: POSTGRES_PASSWORD
                      valueFrom: {secretKeyRef: {name: tables, key: password}}
                    - name: SECRET_KEY
                      valueFrom: {secretKeyRef: {name: tables, key: key}}
                    ports:
                    - containerPort: 8000
            == web.yaml
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: tables}
              ports:
              - port: 80
                targetPort: 8000
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: outside}
            spec:
              rules:
              - host: tables.office.example
                http:
                  paths:
                  - path: /
                    pathType: Prefix
                    backend:
                      service: {name: web, port: {number: 80}}
              tls:
              - hosts: [tables.office.example]
                secretName: tables-tls
            """,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ImmutableArray<FoundFile> Files(string name) =>
    [
        .. All[name].Split("== ", StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('\n', 2))
            .Select(static part => new FoundFile(part[0], part[1])),
    ];
}
