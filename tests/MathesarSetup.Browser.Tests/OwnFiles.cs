using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>
/// An installation that grew: two Compose files, an env file, a sidecar before Mathesar, anchors, and a password that a panel fills in. Nothing of it
/// is running.
/// </summary>
internal static class OwnFiles
{
    public const string Key = "0123456789012345678901234567890123";

    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["docker-compose.yml"] = $$"""
            # The office's tables. Ask Anna before you touch this.
            x-common: &common
              logging: {driver: journald}
              restart: always

            services:
              pusher:                       # ships the logs
                <<: *common
                image: grafana/promtail:2.9.0
                depends_on: [tables]
              tables:
                <<: *common
                image: "mathesar/mathesar:0.9.0"
                env_file: tables.env
                environment:
                  SECRET_KEY: '{{Key}}'
                  POSTGRES_PASSWORD: ${PW}
                volumes:
                  - ./msar/media:/code/.media

            """,
        ["docker-compose.override.yml"] = """
            services:
              tables:
                ports:
                  - "8010:8000"   # 8000 is the printer's
                labels:
                  backup.every: day

            """,
        ["tables.env"] = "POSTGRES_HOST=db.example.org\nPOSTGRES_USER=tables\nPOSTGRES_DB=tables\nALLOWED_HOSTS=tables.example.org\nMY_OWN=kept\n",
    };

    public static void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var (name, text) in All)
        {
            File.WriteAllText(Path.Join(directory, name), text);
        }
    }

    /// <summary>Reads it, and gives the password that its files do not hold.</summary>
    public static async Task ReadAsync(Wizard wizard)
    {
        await Expect(wizard.Page.Locator(".change-existing")).ToHaveAttributeAsync("aria-busy", "false");
        await wizard.Button("Read them").ClickAsync();
        await Expect(wizard.Page.Locator(".read-unknown")).ToContainTextAsync("docker-compose.yml:17");
        await Expect(wizard.Button("Take it over")).ToBeDisabledAsync();
        await wizard.Field("database.password").FillAsync("of the panel");
        await wizard.Button("Use these answers").ClickAsync();
        await Expect(wizard.Page.Locator(".unknown-answers")).ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator(".read-kept")).ToContainTextAsync("docker-compose.yml:9");
        await Expect(wizard.Page.Locator(".read")).Not.ToContainTextAsync(Key);
    }

    /// <summary>Accepts every difference of files that are laid out anew.</summary>
    public static async Task TickAsync(Wizard wizard)
    {
        // What nobody drew yet cannot be ticked.
        await Expect(wizard.Page.Locator(".layout-differences")).ToBeVisibleAsync();
        foreach (var tick in await wizard.Page.Locator(".differences input").AllAsync())
        {
            await tick.CheckAsync();
        }
    }

    public static async Task TakeOverAsync(Wizard wizard)
    {
        await wizard.Button("Take it over").ClickAsync();
        await Expect(wizard.Link("See what would change")).ToBeVisibleAsync();
    }
}
