using System.Text;
using CsCheck;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>Whatever a file holds, importing it ends soon, and with a finding.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { "import.not-mathesar", "services:\n  web:\n    image: nginx:1\n" },
        { "import.not-mathesar", "services: {}\n" },
        { "import.not-compose", "- a\n- b\n" },
        { "file.not-yaml", "services: [\n" },
        { "file.tab", "services:\n\tweb:\n" },
        { "import.not-compose", "a: 1\n---\n- b\n" },
        { "file.too-deep", new string('[', 200) },
        { "file.too-deep", Bomb() },
        { "file.too-deep", "a: &a [*a]\nservices: *a\n" },
        { "file.not-yaml", "services: *nowhere\n" },
        { "file.too-large", "a: " + new string('x', 10 * 1024 * 1024) },
        { "import.nothing-found", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_a_finding(string code, string text)
    {
        var reading = Importer.Read(new ImportRequest([new FoundFile(code == "import.nothing-found" ? "notes.txt" : "compose.yaml", text)], "x"));
        Assert.Contains(reading.Findings, f => f.Code == code && f.Severity is Severity.Error);
        Assert.Empty(reading.Draft.Texts);
    }

    [Fact]
    public void Any_text_is_read_to_an_end() =>
        Gen.Select(HostileText.Lines, Gen.Int[0, 4].Select(i => new[] { "compose.yaml", ".env", "run.txt", "mathesar.yaml", "containers.json" }[i]))
            .Sample(
                (text, path) =>
                {
                    var before = path switch
                    {
                        "compose.yaml" =>
                            "services:\n  mathesar:\n    image: mathesar/mathesar:0.11.0\n    environment:\n      SECRET_KEY: x\n      POSTGRES_DB: ",
                        ".env" => "SECRET_KEY=",
                        "run.txt" => "docker run ",
                        "containers.json" => "[{\"HostConfig\": {}, \"Mounts\": []}, ",
                        _ => "",
                    };
                    Importer.Read(new ImportRequest([new FoundFile(path, before + text)], "x"));
                },
                iter: 3000);

    [Fact]
    public void A_file_of_ten_thousand_variables_is_read_in_a_moment()
    {
        var text = new StringBuilder("SECRET_KEY=x\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append('V').Append(i).Append("=${V").Append(i - 1).Append("}${V").Append(i - 1).Append("}\n");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Importer.Read(new ImportRequest([new FoundFile(".env", text.ToString())], "x"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    // Nine levels of nine aliases each: nine to the ninth entries.
    private static string Bomb()
    {
        var text = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
        {
            text.Append('l').Append(i).Append(": &l").Append(i).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*l{i - 1}", 9)).Append("]\n");
        }

        return text.Append("services: *l9\n").ToString();
    }
}
