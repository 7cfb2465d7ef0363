namespace MathesarSetup.Web.Tests.Cli;

/// <summary>The directory of an installation as somebody made it from the official file of 0.9.0, with things of his own.</summary>
internal static class OldDirectory
{
    public const string Key = "an-old-key-of-thirty-two-letters-or-more";

    public const string Compose = """
        x-config: &config
          SECRET_KEY: ${SECRET_KEY:-}
          ALLOWED_HOSTS: ${ALLOWED_HOSTS:-.localhost,127.0.0.1,[::1]}
          POSTGRES_DB: ${POSTGRES_DB:-mathesar_django}
          POSTGRES_USER: ${POSTGRES_USER:-mathesar}
          POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-mathesar}
          POSTGRES_HOST: ${POSTGRES_HOST:-mathesar_db}
        services:
          service:
            container_name: mathesar_service
            image: mathesar/mathesar:0.9.0
            environment:
              <<: *config
              MY_OWN: ${MY_OWN}
            volumes:
              - ./msar/media:/code/.media
              - ./msar/secrets:/code/.secrets
            ports:
              - "127.0.0.1:8000:8000"
          db:
            container_name: mathesar_db
            image: pgautoupgrade/pgautoupgrade:17-bookworm
            environment: *config
            volumes:
              - ./msar/pgdata:/var/lib/postgresql/data
          pgadmin:
            image: dpage/pgadmin4:8

        """;

    /// <summary>Lays it out as <c>team</c> below the directory of a test.</summary>
    public static void LayOut(SetupProgram setup)
    {
        setup.Directory.Write("team/docker-compose.yml", Compose);
        setup.Directory.Write("team/.env", $"# Ours\nSECRET_KEY={Key}\nMY_OWN=hush-hush\n");
    }
}
