namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Compose files as somebody else writes them, with what no answer says.</summary>
internal static class TheirCompose
{
    private const string Web = """
          tables:
            image: {mathesar}
            restart: on-failure:7
            environment: &tables
              SECRET_KEY: ${SECRET_KEY}
              ALLOWED_HOSTS: "*"
              DOMAIN_NAME: http://localhost:{port}
              POSTGRES_HOST: store
              POSTGRES_PORT: "5432"
              POSTGRES_DB: tables
              POSTGRES_USER: keeper
              POSTGRES_PASSWORD: ${PG_PASSWORD}
            env_file: tables.env
            healthcheck:
              test: ["CMD-SHELL", "curl -fs http://localhost:8000/auth/login/ || exit 1"]
              interval: 1s
              timeout: 5s
              retries: 120
            depends_on: [store]

        """;

    private const string Store = """
          store:
            image: {postgres}
            environment: {POSTGRES_DB: tables, POSTGRES_USER: keeper, POSTGRES_PASSWORD: "${PG_PASSWORD}", PGDATA: /var/lib/postgresql/data/of-17}
            command: ["postgres", "-c", "work_mem=8MB", "-c", "max_connections=50"]
            shm_size: 96m
            stop_grace_period: 42s
            security_opt: ["no-new-privileges:false"]
            healthcheck: {test: [CMD, pg_isready, -h, localhost, -U, keeper], interval: 1s, retries: 60}

        """;

    public const string Rich = """
        x-logging: &logging {driver: json-file, options: {max-size: 3m, tag: theirs}}
        services:
          # first in the file, and no part of Mathesar
          helper:
            image: {root}
            command: sleep infinity
            stop_grace_period: 0s
            networks: [front]
        <web>    ports: ["127.0.0.1:{port}:8000", "127.0.0.1::5353/udp"]
            logging: *logging
            ulimits: {nofile: {soft: 5000, hard: 6000}}
            cap_add: [NET_ADMIN]
            cap_drop: [MKNOD]
            extra_hosts: ["ldap.example.com:10.0.0.9", "host.docker.internal:host-gateway"]
            dns: [127.0.0.11, 9.9.9.9]
            sysctls: {net.core.somaxconn: "1024"}
            tmpfs: [/run/theirs]
            init: true
            hostname: tables-host
            labels: {com.example.owner: kim}
            volumes:
              - media:/code/.media
              - ./shared:/shared:ro,z
            networks:
              front: {aliases: [tables.example.com]}
              back: {ipv4_address: 10.243.{subnet}.77}
        <store>    volumes: [pg:/var/lib/postgresql/data]
            networks: {back: {aliases: [pg]}}
        networks:
          front: {}
          back: {ipam: {config: [{subnet: 10.243.{subnet}.0/24}]}}
        volumes:
          media:
          # as people write it for a share
          pg: {name: {name}-of-theirs, driver: local, driver_opts: {type: none, o: bind, device: {folder}/data}}

        """;

    /// <summary>A file with these services in the places of their names.</summary>
    public static string Filled(string compose) =>
        compose.Replace("<web>", Web, StringComparison.Ordinal).Replace("<store>", Store, StringComparison.Ordinal);
}
