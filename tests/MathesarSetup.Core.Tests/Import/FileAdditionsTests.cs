using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>What a person wrote into the files beyond what was generated.</summary>
public sealed class FileAdditionsTests
{
    private const string Generated = """
        services:
          mathesar:
            image: mathesar/mathesar:0.12.0
            environment:
              WEB_CONCURRENCY: "3"
              SECRET_KEY: ${MATHESAR_SECRET_KEY:?missing}
            ports:
              - 127.0.0.1:8000:8000
            volumes:
              - media:/code/.media
              - {type: bind, source: ./sso.yml, target: /code/sso.yml, read_only: true}
          db:
            image: postgres:17-bookworm
        volumes:
          media:
        """;

    [Fact]
    public void What_was_not_touched_is_nothing()
    {
        var additions = Read(Generated.Replace("\"3\"", "3 # as it was", StringComparison.Ordinal));
        Assert.Empty(additions.Services);
        Assert.Empty(additions.OwnServices);
        Assert.Empty(additions.Problems);
    }

    [Fact]
    public void Variables_are_told_with_their_values_and_those_that_only_a_shell_has_without()
    {
        var more = Mathesar(Generated.Replace("      WEB_CONCURRENCY: \"3\"\n", "      TZ: ${ZONE:-Europe/Rome}\n      FROM_ENV:\n      UNSET:\n",
            StringComparison.Ordinal), "ZONE=Asia/Tokyo\nFROM_ENV='a b'\n");
        Assert.Equal([new("FROM_ENV", "a b"), new("SECRET_KEY", "secret"), new("TZ", "Asia/Tokyo")], more.Written!.Variables);
        Assert.Equal(["UNSET"], more.Written.OpenVariables);
        Assert.Empty(more.Others);
    }

    [Fact]
    public void A_list_of_variables_says_the_same_as_a_map()
    {
        var more = Mathesar(Generated.Replace("WEB_CONCURRENCY: \"3\"", "- WEB_CONCURRENCY=3", StringComparison.Ordinal)
            .Replace("SECRET_KEY: ${MATHESAR_SECRET_KEY:?missing}", "- SECRET_KEY=${MATHESAR_SECRET_KEY}\n      - MORE=1", StringComparison.Ordinal));
        Assert.Equal([new("MORE", "1"), new("SECRET_KEY", "secret"), new("WEB_CONCURRENCY", "3")], more.Written!.Variables);
    }

    [Fact]
    public void Ports_mounts_and_labels_are_told_whole()
    {
        var more = Mathesar(Generated
            .Replace("      - 127.0.0.1:8000:8000",
                "      - 127.0.0.1:8001:8000\n      - {target: 8000, published: \"9000\", protocol: tcp}\n    labels: {mine: 'yes'}",
                StringComparison.Ordinal)
            .Replace("      - media:/code/.media", "      - media:/code/.media\n      - ./more:/more:ro\n      - notes:/notes",
                StringComparison.Ordinal)
            + "\n  notes:\n");
        var written = more.Written!;
        Assert.Equal([new WrittenPort("127.0.0.1", 8001, 8000), new WrittenPort("", 9000, 8000)], written.Ports);
        Assert.Equal(
            [new WrittenMount("media", "/code/.media", false), new WrittenMount("./more", "/more", true),
                new WrittenMount("notes", "/notes", false), new WrittenMount("./sso.yml", "/code/sso.yml", true)],
            written.Mounts);
        Assert.Equal([new("mine", "yes")], written.Labels);
        Assert.Empty(more.Others);
    }

    [Theory]
    [InlineData("    cap_add: [NET_ADMIN]\n", "cap_add")]
    [InlineData("    user: '1000'\n    depends_on: [db]\n", "user")]
    [InlineData("    labels: {mine: [a]}\n", "labels")]
    [InlineData("    env_file: more.env\n", "env_file")]
    public void What_an_engine_would_have_to_be_told_otherwise_is_named_by_its_key(string lines, string key) =>
        Assert.Equal([key], Mathesar(Generated.Replace("    environment:\n", lines + "    environment:\n", StringComparison.Ordinal)).Others);

    [Theory]
    [InlineData("- 53:53/udp", "ports")]
    [InlineData("- 9000-9010:9000-9010", "ports")]
    [InlineData("- {target: 53, published: 53, protocol: udp}", "ports")]
    public void Ports_of_other_kinds_are_left_to_Compose(string port, string key) =>
        Assert.Equal([key],
            Mathesar(Generated.Replace("      - 127.0.0.1:8000:8000", $"      - 127.0.0.1:8000:8000\n      {port}",
                StringComparison.Ordinal)).Others);

    [Theory]
    [InlineData("- ~/notes:/notes")]
    [InlineData("- ./notes:/notes:Z")]
    [InlineData("- undeclared:/notes")]
    [InlineData("- /anonymous")]
    [InlineData("- {type: tmpfs, target: /notes}")]
    public void Mounts_of_other_kinds_are_left_to_Compose(string mount) =>
        Assert.Equal(["volumes"],
            Mathesar(Generated.Replace("      - media:/code/.media", $"      - media:/code/.media\n      {mount}", StringComparison.Ordinal)
                + "\n  far:\n    external: true\n").Others);

    [Fact]
    public void Services_of_a_persons_own_and_an_override_file_are_seen()
    {
        var additions = AdditionsReader.OfCompose([.. Files(Generated),
            new FoundFile("compose.override.yaml", "services:\n  mathesar:\n    environment: {TZ: UTC}\n  pgadmin:\n    image: dpage/pgadmin4\n")])
            .Beyond(AdditionsReader.OfCompose(Files(Generated)));
        Assert.Equal(["pgadmin"], additions.OwnServices);
        Assert.Equal("UTC", Assert.Single(additions.Services).Value.Written!.Variables["TZ"]);
    }

    [Theory]
    [InlineData("{external: true}", "far", true)]
    [InlineData("{name: at-home}", "at-home", false)]
    [InlineData("{name: at-home, driver: local, driver_opts: {type: nfs}}", "at-home", true)]
    [InlineData("{driver: local, driver_opts: {type: nfs}}", null, true)]
    public void Volumes_are_told_by_the_name_that_the_engine_has_for_them(string volume, string? name, bool isMadeElsewhere)
    {
        const string Media = "      - media:/code/.media";
        var more = Mathesar(Generated.Replace(Media, $"{Media}\n      - far:/notes", StringComparison.Ordinal)
            + $"\n  far: {volume}\n");
        Assert.Equal(new WrittenMount("far", "/notes", false) { VolumeName = name, IsMadeElsewhere = isMadeElsewhere }, more.Written!.Mounts[1]);
        Assert.Empty(more.Others);
    }

    [Fact]
    public void A_volume_that_has_another_name_now_is_a_difference_though_the_service_says_the_same() =>
        Assert.Equal("elsewhere",
            Mathesar(Generated.Replace("\n  media:", "\n  media: {name: elsewhere}", StringComparison.Ordinal)).Written!.Mounts[0].VolumeName);

    [Fact]
    public void Variables_of_an_env_file_are_told_and_one_that_is_not_there_leaves_them_open()
    {
        const string Before = "    environment:\n";
        var (there, gone) = (Generated.Replace(Before, $"    env_file: [./more.env]\n{Before}", StringComparison.Ordinal),
            Generated.Replace(Before, $"    env_file: [{{path: gone.env, required: false}}]\n{Before}", StringComparison.Ordinal));
        var read = AdditionsReader.OfCompose([.. Files(there), new FoundFile("more.env", "TZ=UTC\nWEB_CONCURRENCY=9\n")]).Services["mathesar"];
        Assert.Equal(("UTC", "3", false), (read.Variables["TZ"], read.Variables["WEB_CONCURRENCY"], read.HasOpenFile));
        Assert.True(AdditionsReader.OfCompose(Files(gone)).Services["mathesar"].HasOpenFile);
        Assert.Equal(["more.env"], AdditionsReader.NamesIn(Files(there)[0]));
    }

    [Fact]
    public void A_file_that_Compose_could_not_read_is_a_problem() => Assert.NotEmpty(Read("services: [").Problems);

    [Fact]
    public void Raw_env_files_are_held_line_by_line()
    {
        var additions =
            AdditionsReader.OfEnvFiles([new("mathesar", (new("mathesar.env", "A=1\nB=2\n"), new("mathesar.env", "A=1\nB=\"2\"\nC=x=y\n"))),
                new("db", (new("db.env", "A=1\n"), new("db.env", "# mine\nA=1\n")))]);
        Assert.Equal([new("B", "\"2\""), new("C", "x=y")], Assert.Single(additions.Services).Value.Variables);
    }

    private static FileAdditions Read(string compose, string env = "") =>
        AdditionsReader.OfCompose(Files(compose, env)).Beyond(AdditionsReader.OfCompose(Files(Generated)));

    private static ServiceAdditions Mathesar(string compose, string env = "") =>
        Assert.Single(Read(compose, env).Services, s => s.Key == "mathesar").Value;

    private static System.Collections.Immutable.ImmutableArray<FoundFile> Files(string compose, string env = "") =>
    [
        new("compose.yaml", compose),
        new(".env", "MATHESAR_SECRET_KEY=secret\n" + env),
    ];
}
