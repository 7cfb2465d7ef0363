using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.InPlace;

/// <summary>
/// Random Compose projects edited in place. What is got and put back is the same bytes; what is put is got again; and docker compose itself sees no
/// other difference than the one that was meant.
/// </summary>
public sealed class InPlaceProperties
{
    private static readonly (string Key, string Text, string[] Paths)[] s_answers =
    [
        ("access.hosts", "a.example.org,tables.example.com", ["environment.ALLOWED_HOSTS"]),
        ("access.port", "9123", ["ports"]),
        ("database.password", "n$w'p\"w ord", ["environment.POSTGRES_PASSWORD"]),
        ("tuning.workers", "7", ["environment.WEB_CONCURRENCY"]),
        ("tuning.debug", "true", ["environment.DEBUG"]),
        ("secrets.key", "another-key-of-thirty-two-letters-or-more", ["environment.SECRET_KEY"]),
        ("limits.memory", "3g", ["mem_limit"]),
    ];

    private static readonly Gen<(int Seed, int Answer)> s_cases = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, s_answers.Length - 1]);

    [Fact]
    public void What_is_put_is_got_again_and_nothing_else_changes() => s_cases.Sample(c =>
    {
        var (request, before) = Open(c.Seed);
        var (key, text, _) = s_answers[c.Answer];
        var after = Setup.Of(before.Draft.With(key, text));
        var edited = InPlaceEdit.Of(request, before, after);

        Assert.Empty(edited.Findings);
        Assert.True(edited.Done.All(d => IsExpected(d.Part.Path, s_answers[c.Answer].Paths)), string.Join('\n', edited.Done));
        AssertGot(request with { Files = edited.Files }, key, text);
        // What is put twice is put once, and what is taken back leaves no other value behind.
        Assert.Equal(edited.Files, InPlaceEdit.Of(request with { Files = edited.Files }, after, after).Files);
        Assert.Empty(InPlaceEdit.Of(request with { Files = edited.Files }, after, before).Findings);
    }, iter: Iterations(300));

    [Fact]
    public void Docker_compose_sees_the_meant_difference_alone() => s_cases.Sample(c =>
    {
        var (request, before) = Open(c.Seed);
        var (key, text, paths) = s_answers[c.Answer];
        var edited = InPlaceEdit.Of(request, before, Setup.Of(before.Draft.With(key, text)));

        var (was, now) = (Config(request.Files), Config(edited.Files));
        Assert.True(was is not null, string.Join('\n', request.Files.Select(static f => $"--- {f.Path}\n{f.Text}")));
        Assert.True(now is not null, string.Join('\n', edited.Files.Select(static f => $"--- {f.Path}\n{f.Text}")));
        foreach (var path in was.Keys.Union(now.Keys).Where(p => was.GetValueOrDefault(p) != now.GetValueOrDefault(p)))
        {
            Assert.True(paths.Any(p => path.Split('.', 3) is ["services", _, var rest] && IsExpected(rest, [p])),
                $"{path}: {was.GetValueOrDefault(path)} -> {now.GetValueOrDefault(path)}");
        }
    }, iter: Iterations(60), threads: 2);

    // More of them by hand: MATHESAR_TESTS_ITERATIONS=10000.
    private static int Iterations(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("MATHESAR_TESTS_ITERATIONS"), out var more) ? more : usual;

    // Which of several names is the address is the reader's guess; all of them stand where Mathesar reads them.
    private static void AssertGot(ImportRequest files, string key, string text)
    {
        if (key is "access.hosts")
        {
            var names = KnownTargets.All[0].Observe(files)!.Parts.Where(static p => p.Key.Path is "environment.ALLOWED_HOSTS")
                .SelectMany(static p => p.Value.Split(','));
            Assert.Contains("a.example.org", names);
        }
        else
        {
            Assert.Equal(text, Importer.Read(files).Draft.Texts.GetValueOrDefault(key));
        }
    }

    private static bool IsExpected(string path, string[] expected) =>
        expected.Any(e => path == e || path.StartsWith(e + ".", StringComparison.Ordinal) || path.StartsWith(e + "[", StringComparison.Ordinal));

    private static (ImportRequest Request, Setup Before) Open(int seed)
    {
        var request = new ImportRequest(RandomCompose.Files(seed), "random");
        var reading = Importer.Read(request);
        Assert.False(reading.IsForbidden, string.Join('\n', reading.Findings));
        return (request, Setup.Of(reading.Draft.Settle(Scenarios.Machine)));
    }

    private static Dictionary<string, string>? Config(ImmutableArray<FoundFile> files)
    {
        using var directory = new ComposeConfig();
        foreach (var file in files)
        {
            directory.With(file.Path, file.Text);
        }

        using var read = directory.Read();
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        if (read is not null)
        {
            Flatten("", read.RootElement, all);
        }

        return read is null ? null : all;
    }

    private static void Flatten(string path, JsonElement element, Dictionary<string, string> all)
    {
        if (element.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Flatten(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value, all);
            }
        }
        else if (path is not "name")
        {
            // The directory is another one each time.
            all[path] = System.Text.RegularExpressions.Regex.Replace(element.GetRawText(), "/tmp/[^/\"]*", "/tmp/here");
        }
    }
}
