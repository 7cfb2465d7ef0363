using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Benchmarks.Figures;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>From the files of an installation to everything that would change in them, in a process that has done it before.</summary>
internal static class Rereading
{
    private const int Count = 200;

    // The shape of 0.9.0's file: anchors, references, defaults, and what a person put in between.
    private const string Compose = """
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
              # our proxy to the outside
              HTTPS_PROXY: http://proxy.example.com:3128
            volumes: [./msar/static:/code/static, ./msar/media:/code/.media, ./msar/secrets:/code/.secrets]
            ports: ["127.0.0.1:8000:8000"]
          db:
            container_name: mathesar_db
            image: pgautoupgrade/pgautoupgrade:17-bookworm
            environment: *config
            volumes: [./msar/pgdata:/var/lib/postgresql/data]
          pgadmin:
            image: dpage/pgadmin4:8
            ports: ["5050:80"]

        """;

    public static readonly Measurement Measurement = new("import", "An installation's files, read and held against what would be written", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("foreign/docker-compose.yml", Compose);
        directory.Write("foreign/.env", "# Ours\nSECRET_KEY=an-old-key-of-thirty-two-letters-or-more\n");
        InstallDirectory.Open(directory.At("own")).Write(new FileSet(Setup.Of(Draft.Empty.Settle(ThisMachine.Read())).Files, []));
        File.AppendAllText(directory.At("own/compose.yaml"), "# Ours: ask Kim before you touch it\n");
        File.AppendAllText(directory.At("own/.env"), "MY_OWN=1\n");
        directory.Write("many/docker-compose.yml", Compose + Many());
        directory.Write("many/.env", "SECRET_KEY=an-old-key-of-thirty-two-letters-or-more\n");
        var rounds = await Rounds.RunAsync(Count, () => Task.FromResult((
            Foreign: Time(() => Foreign(directory.At("foreign"))),
            Own: Time(() => Own(directory.At("own"))),
            InPlace: Time(() => InPlace(directory.At("foreign"))),
            Many: Time(() => InPlace(directory.At("many"))))));
        return
        [
            new("another's Compose files, 0.9.0 with hand edits", new Samples(rounds.Select(r => r.Foreign)), "ms", new Aim(50)),
            new("a generated directory with hand edits", new Samples(rounds.Select(r => r.Own)), "ms", new Aim(50)),
            new("another's Compose files, an answer changed in place, and each difference explained",
                new Samples(rounds.Select(r => r.InPlace)), "ms", new Aim(50)),
            new("the same with 200 services", new Samples(rounds.Select(r => r.Many)), "ms", new Aim(200)),
        ];
    }

    private static string Foreign(string root)
    {
        var reading = Importer.Read(InstallationFiles.Read(root).Request);
        var setup = Setup.Of(reading.Draft.Settle(ThisMachine.Read()));
        return InstallDirectory.Open(root).Compare(new FileSet(setup.Files, []), new Decisions { Adopted = reading.Replaced }).Diff();
    }

    // Read, changed in place, and held against what laying it out anew would make of it.
    private static string InPlace(string root)
    {
        var request = InstallationFiles.Read(root).Request;
        var reading = Importer.Read(request);
        var before = Setup.Of(reading.Draft.Settle(ThisMachine.Read()));
        var edit = InPlaceEdit.Of(request, before, Setup.Of(before.Draft.With("tuning.workers", "7")));
        return edit.Findings.IsEmpty && Rewriting.Of(reading) is { IsEmpty: false } ? string.Join('\n', edit.Done) : "";
    }

    private static string Many() => string.Concat(Enumerable.Range(0, 197).Select(static i => string.Create(CultureInfo.InvariantCulture,
        $"  side{i}:\n    image: busybox:1.36\n    environment:\n      NAME: ${{NAME_{i}:-side}}\n    ports: [\"{20000 + i}:80\"]\n")));

    private static string Own(string root)
    {
        var draft = new DraftSources { Directory = root }.Read().Draft;
        return InstallDirectory.Open(root).Compare(new FileSet(Setup.Of(draft.With("access.port", "8123")).Files, [])).Diff();
    }

    private static double Time(Func<string> work)
    {
        var started = Stopwatch.GetTimestamp();
        return work() is { Length: > 0 }
            ? Stopwatch.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException("A difference was expected.");
    }
}
