using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.InPlace;

/// <summary>Files that stay their author's: what a changed answer changes in them, to the line.</summary>
public sealed class InPlaceTests
{
    private static readonly string s_installations =
        Path.Combine(Reference.Repository.Root(), "tests/MathesarSetup.Core.Tests/Import/Installations");

    // Each answer with the parts that it may change, wherever they stand.
    private static readonly (string Key, string Text, string Parts)[] s_answers =
    [
        ("access.url", "https://other.example.org", "environment.(ALLOWED_HOSTS|DOMAIN_NAME)|labels[.].*|spec[.].*hosts?(\\[0\\])?"),
        ("access.hosts", "a.example.org,b.example.org", "environment.ALLOWED_HOSTS"),
        ("access.port", "9123", "ports[.]8000/tcp|spec[.]rules.*[.]port[.]number"),
        ("database.password", "n$w'p\"w ord", "environment.(POSTGRES_PASSWORD|PGPASSWORD|DJANGO_DATABASE_URL|DATABASE_URL)"),
        ("tuning.workers", "7", "environment.WEB_CONCURRENCY"),
        ("tuning.debug", "true", "environment.DEBUG"),
        ("secrets.key", "another-key-of-thirty-two-letters-or-more", "environment.SECRET_KEY"),
    ];

    public static TheoryData<string, string> Edits => new(
        from folder in Known
        where Reading(folder) is { IsForbidden: false, Sources.IsEmpty: false }
        from answer in s_answers
            // Where nothing listens that the files tell, there is no port to change.
        where answer.Key is not "access.port" || folder is not ("bare-metal-socket" or "env-file-alone")
        select (folder, answer.Key));

    private static IEnumerable<string> Known => Directory.EnumerateDirectories(s_installations).Select(static path => Path.GetFileName(path))
        .Concat(ForeignForms.All.Keys).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_changed_answer_changes_its_own_line_and_no_other(string installation, string key)
    {
        var (_, text, parts) = s_answers.Single(a => a.Key == key);
        var (request, target, before) = Open(installation);
        var after = Setup.Of(before.Draft.With(key, text));
        var edited = InPlaceEdit.Of(request, before, after);

        Assert.DoesNotContain(edited.Findings, static f => f.Severity is Severity.Error);
        var present = target.Observe(request)!;
        Assert.All(present.ChangesTo(target.Observe(request with { Files = edited.Files })!), c => Assert.Matches($"^({parts})$", c.Part.Path));
        Assert.All(Lines(request.Files, edited.Files), line => Assert.True(Regex.IsMatch(line, Pattern(key)), line));
        Assert.InRange(Lines(request.Files, edited.Files).Length, 0, 3);
        AssertSays(target.Read(request with { Files = edited.Files }).Draft, key, text, edited.Done.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void Taking_an_answer_back_says_what_was_said(string installation, string key)
    {
        var (_, text, _) = s_answers.Single(a => a.Key == key);
        var (request, target, before) = Open(installation);
        var after = Setup.Of(before.Draft.With(key, text));
        var edited = InPlaceEdit.Of(request, before, after);

        var back = InPlaceEdit.Of(request with { Files = edited.Files }, after, before);

        Assert.Empty(back.Findings);
        // What was not there before is written down now; the host of the address is among the names.
        // A default needs no line.
        Assert.All(
            target.Observe(request)!.ChangesTo(target.Observe(request with { Files = back.Files })!)
                .Where(static c => c.Before is { Length: > 0 } && !(c is { Part.Path: "environment.DEBUG", Before: "false", After: null })),
            c => Assert.Equal(Names(c.Before),
                Names(c.After).Where(n => n != before.Answers.Get(AccessSettings.Url).Host || Names(c.Before).Contains(n))));
    }

    [Fact]
    public void Answers_that_did_not_change_leave_every_byte()
    {
        Assert.All(Known, static name =>
        {
            if (Reading(name) is { IsForbidden: false, Sources.IsEmpty: false })
            {
                var (request, _, before) = Open(name);
                var setup = InPlaceSetup.Of(Setup.Of(new Draft(before.Draft.Texts).With(LayoutSettings.Layout, LayoutSettings.InPlaceText)),
                    before.Draft, request.Files);
                Assert.All(request.Files, f => Assert.Equal(f.Text, setup.Files.Single(s => s.Path == f.Path).Content));
            }
        });
    }

    // The address and further names are told apart by the reader; all of them are among the names that Mathesar answers to.
    private static void AssertSays(Draft now, string key, string text, bool isNowhere)
    {
        if (key is "access.url" or "access.hosts")
        {
            string[] said = [.. now.Texts.GetValueOrDefault("access.hosts", "").Split(','), now.Read().Answers.Get(AccessSettings.Url).Host];
            Assert.All(text.Replace("https://", "", StringComparison.Ordinal).Split(','), name => Assert.Contains(name, said));
        }
        else if (!isNowhere)
        {
            Assert.Equal(text, now.Texts.GetValueOrDefault(key));
        }
    }

    // The order of names says nothing.
    private static string[] Names(string? list) => [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)];

    private static string Pattern(string key) => key switch
    {
        "access.url" => "DOMAIN_NAME|ALLOWED_HOSTS|Host[(]|hosts?:",
        "access.hosts" => "ALLOWED_HOSTS",
        "access.port" => "8000|9123",
        "database.password" => "PASSWORD|password:|DATABASE_URL|MATHESAR_DOLLAR|dollar sign",
        "tuning.workers" => "WEB_CONCURRENCY|ExecStart",
        "tuning.debug" => "DEBUG|error details",
        _ => "SECRET_KEY|key:",
    };

    private static string[] Lines(ImmutableArray<FoundFile> before, ImmutableArray<FoundFile> after) =>
        [.. after.SelectMany(f => f.Text.Split('\n').Except((before.FirstOrDefault(b => b.Path == f.Path)?.Text ?? "").Split('\n')))
            .Where(static line => !line.TrimStart().StartsWith('#') && !line.EndsWith(':') && line.Length > 0)];

    private static (ImportRequest Request, ITarget Target, Setup Before) Open(string name)
    {
        var reading = Reading(name);
        var draft = reading.Draft.Texts.GetValueOrDefault("mathesar.version") is "unknown"
            ? reading.Draft.With("mathesar.version", reading.Release?.Value ?? "0.9.0")
            : reading.Draft;
        return (Request(name), KnownTargets.Find(reading.Target!)!, Setup.Of(draft.Settle(Scenarios.Machine)));
    }

    private static ImportReading Reading(string name) => Importer.Read(Request(name));

    private static ImportRequest Request(string name)
    {
        if (ForeignForms.All.ContainsKey(name))
        {
            return new ImportRequest(ForeignForms.Files(name), "mathesar");
        }

        var folder = Path.Combine(s_installations, name);
        return new ImportRequest([.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(static f => Path.GetFileName(f) is not "expected.txt")
            .Select(f => new FoundFile(Path.GetRelativePath(folder, f), File.ReadAllText(f)))], "mathesar");
    }
}
