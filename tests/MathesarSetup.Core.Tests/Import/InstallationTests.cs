using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>Every installation imports to what was approved. UPDATE_GOLDEN=1 approves what is there.</summary>
public sealed class InstallationTests
{
    public static TheoryData<string> All => [.. Installations.Names];

    public static TheoryData<string> Taken => [.. Installations.Names.Where(n => !n.StartsWith("0.1.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(All))]
    public void It_imports_to_what_was_approved(string name)
    {
        var path = Path.Combine(Installations.Folder(name), Installations.Expected);
        var text = Describe(Importer.Read(Installations.Request(name)));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public void What_is_generated_from_it_has_no_error_of_its_own(string name)
    {
        var reading = Importer.Read(Installations.Request(name));
        Assert.Empty(reading.Findings.Where(f => f.Severity is Severity.Error));
        Assert.Empty(Setup.Of(Settled(reading)).Findings
            .Where(f => f.Severity is Severity.Error && f.Code is not ("database.localhost" or "database.no-host")));
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public void Importing_what_was_generated_changes_nothing(string name)
    {
        var draft = Settled(Importer.Read(Installations.Request(name)));
        var files = Setup.Of(draft).Files.Select(f => new FoundFile(f.Path, f.Content)).ToArray();
        Assert.Equal(draft.Texts, Importer.Read(new ImportRequest([.. files], "mathesar")).Draft.Texts);
    }

    // Where the files leave the release open, somebody said it.
    private static Draft Settled(ImportReading reading) =>
        (reading.Release is { IsExact: true }
            ? reading
            : reading.With(new ReleaseGuess(reading.Release?.Value ?? "0.11.0", "the running one said so", IsExact: true))).Draft
            .With(RunSettings.Target, "compose").Settle(Scenarios.Machine);

    private static string Describe(ImportReading reading) => string.Join('\n',
    [
        $"target: {reading.Target}",
        $"release: {reading.Release?.Value}{(reading.Release?.IsExact == false ? " or older" : "")}, because {reading.Release?.Because}",
        "",
        .. reading.Draft.Texts.Select(t => $"{t.Key}: {t.Value}"),
        "",
        .. reading.Findings.Select(f => $"{f.Severity} {f.Code}: {f.Message}"),
        "",
        .. reading.Unread.Select(u => $"not understood {u}: {u.Text}"),
        "",
        .. reading.Replaced.Where(f => f.Path == ".env").Select(f => $"understood of .env:\n{f.Text}"),
        $"override:\n{reading.Override?.Text}",
    ]);
}
