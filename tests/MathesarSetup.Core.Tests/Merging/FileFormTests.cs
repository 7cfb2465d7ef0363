using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Merging;

/// <summary>A generated file that was broken by hand is told with its line; one that can be read is not.</summary>
public sealed class FileFormTests
{
    public static TheoryData<string, string> Installations =>
        new(Scenarios.All.Keys.SelectMany(_ => KnownTargets.All, (scenario, target) => (scenario, target.Id)));

    [Theory]
    [MemberData(nameof(Installations))]
    public void What_is_generated_can_be_read(string scenario, string target) =>
        // The .env of an installation without containers has quotes of its own, and Compose never reads it.
        Assert.All(Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target)).Files.Where(f => target != "systemd" || f.Path != ".env"),
            static file => Assert.True(FileForm.Broken(file.Path, file.Content) is null, file.Path));

    [Theory]
    [MemberData(nameof(Installations))]
    public void Every_file_that_has_a_form_can_be_broken(string scenario, string target)
    {
        string[] formless = [".md", ".sh", ".sql", ".json", ".gitignore", ".tpl", ".txt", ".py"];
        foreach (var file in Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target)).Files
            .Where(f => f.Path is not (AnswersFile.Name or AnswersFile.SecretsName) && !formless.Any(f.Path.EndsWith)
                && (target != "systemd" || f.Path != ".env")
                && !f.Path.Contains("/templates/", StringComparison.Ordinal)))
        {
            var lines = file.Content.Split('\n');
            var broken = FileForm.Broken(file.Path, $"{file.Content}}} {{\n\t- [\n");
            Assert.True(broken >= lines.Length, $"{file.Path}: {broken}");
        }
    }

    [Theory]
    [InlineData("compose.yaml", "services:\n  x:\n    environment: {half\n      A: b\n  y:\n", 3)]
    [InlineData("compose.yaml", "services:\n\tx:\n", 2)]
    [InlineData("compose.yaml", "services:\n  x:\n    image: a\n    image: b\n", 4)]
    [InlineData("compose.yaml", "x-a: &a\n  b: c\nservices:\n  x:\n    <<: *a\n    command: !reset null\n", null)]
    [InlineData("secret.yaml", "a: b\n---\nc: [\n", 3)]
    [InlineData(".env", "A=b\nwhat is this\n", 2)]
    [InlineData(".env", "A=b\nB='open\n", 2)]
    [InlineData(".env", "A=b\n# c\n\nexport B='x\ny'\nC: d\n", null)]
    [InlineData("mathesar.env", "A=b\nB C=d\n", 2)]
    [InlineData("mathesar.env", "A=b\nB\n=c\n", 3)]
    [InlineData("mathesar.env", "A='b\nB\n# c=\n", null)]
    [InlineData("quadlet/x.container", "[Unit]\nA=b \\\n  c\n; d\n\n[Container]\nImage\n", 7)]
    [InlineData("units/x.service", "A=b\n", 1)]
    [InlineData("units/x.service", "[Service]\nExecStart=a \\\n# between\n  b\nType=notify\n", null)]
    [InlineData("proxy/Caddyfile", "x {\n  y {$A} \"}\" # }\n}\n", null)]
    [InlineData("proxy/Caddyfile", "x {\n  y {\n}\n", 1)]
    [InlineData("proxy/mathesar.conf", "server {\n}\n}\n", 3)]
    [InlineData("chart/templates/x.yaml", "{{- if .a }}\na: {{ .b }}\n{{- end }}\n", null)]
    [InlineData("chart/templates/x.yaml", "{{- if .a }}\na: {{ .b }\n{{- end }}\n", 2)]
    [InlineData("chart/templates/x.yaml", "{{- if .a }}\na: b\n", 1)]
    [InlineData("run.sh", "a\nif b; then c; else d\nfi; for x in if; do y; done\n", null)]
    [InlineData("run.sh", "a \"$(b \"c $(d)\" 'e')\" # it's\n${f#\"g}\"} 'h\n#i'\n", null)]
    [InlineData("run.sh", "cat <<'E'\nit's if\nE\ncase a in\n  b | 'c)') d ;;\n  *) if e; then f; fi ;;\nesac\n", null)]
    [InlineData("run.sh", "a\nif then\nb\n", 2)]
    [InlineData("run.sh", "a\nb 'c\nd\n", 2)]
    [InlineData("run.sh", "a\nfi\n", 2)]
    [InlineData("run.sh", "a \"$(b\nc\n", 1)]
    [InlineData("run.sh", "a <<E\nb\n", 1)]
    [InlineData("README.md", "}{", null)]
    public void A_line_is_named(string path, string text, int? line)
    {
        var found = FileForm.Broken(path, text);
        Assert.True(line is null ? found is null : found is not null && Math.Abs(found.Value - line.Value) <= 1, $"{found}");
    }
}
