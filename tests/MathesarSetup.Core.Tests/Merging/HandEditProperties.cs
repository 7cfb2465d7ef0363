using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Merging;

/// <summary>What a person wrote into a generated file survives any change of answers, or is shown as a conflict: it is never lost.</summary>
public sealed class HandEditProperties
{
    private static readonly ImmutableArray<ImmutableArray<GeneratedFile>> s_trees =
        [.. Scenarios.All.Values.SelectMany(_ => KnownTargets.All,
            (draft, target) => Setup.Of(draft.With(RunSettings.Target, target.Id)).Files.RemoveAll(f => f.Path == AnswersFile.SchemaName))];

    private static readonly Gen<(GeneratedFile Former, GeneratedFile Wanted)> s_change =
        from tree in Gen.Int[0, s_trees.Length - 1]
        from file in Gen.Int[0, 100]
        from other in Gen.Int[0, s_trees.Length - 1]
        let former = s_trees[tree][file % s_trees[tree].Length]
        select (former, s_trees[other].FirstOrDefault(f => f.Path == former.Path) ?? former);

    // Env files of several variables, none of which refers to another.
    private static readonly ImmutableArray<GeneratedFile> s_envFiles =
        [.. s_trees.SelectMany(tree => tree)
            .Where(f => f.Path.EndsWith(".env", StringComparison.Ordinal) && !f.Content.Contains("${", StringComparison.Ordinal)
                && Names(f.Content).Length > 1)];

    private static readonly Gen<(GeneratedFile Former, GeneratedFile Wanted)> s_envChange =
        from former in Gen.Int[0, s_envFiles.Length - 1].Select(i => s_envFiles[i])
        from wanted in Gen.Int[0, 1000]
        let same = s_envFiles.Where(f => f.Path == former.Path).ToArray()
        select (former, same[wanted % same.Length]);

    private static readonly Gen<ImmutableArray<Func<string, string, HandEdit>>> s_edits =
        HandEdit.Any.Array[1, 4].Select(edits => edits.ToImmutableArray());

    [Fact]
    public void An_edit_survives_any_change_of_answers_or_is_a_conflict() => Gen.Select(s_change, s_edits, Gen.Bool).Sample(
        (change, edits, windows) =>
        {
            var (mine, marks) = Edit(change.Former.Content, edits);
            var merged =
                FileMerge.Merge(change.Former.Path, change.Former.Content, windows ? mine.ReplaceLineEndings("\r\n") : mine, change.Wanted.Content);
            var kept = merged.Text(Choice.Mine);
            Assert.All(marks, mark => Assert.Contains(mark, kept, StringComparison.Ordinal));
            Assert.Equal(windows, kept.Contains("\r\n", StringComparison.Ordinal));

            // What is new arrives too.
            var taken = merged.Text(Choice.New).ReplaceLineEndings("\n");
            var former = change.Former.Content.Split('\n').Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);
            Assert.All(change.Wanted.Content.Split('\n').Select(l => l.Trim()).Where(l => !former.Contains(l)),
                line => Assert.Contains(line, taken, StringComparison.Ordinal));
        },
        iter: 12_000);

    [Fact]
    public void An_edit_alone_is_kept_to_the_letter() => Gen.Select(s_change, s_edits).Sample(
        (change, edits) =>
        {
            var (mine, _) = Edit(change.Former.Content, edits);
            var merged = FileMerge.Merge(change.Former.Path, change.Former.Content, mine, change.Former.Content);
            Assert.Equal(mine.EndsWith('\n') ? mine : mine + "\n", merged.Text());
        },
        iter: 1000);

    [Fact]
    public void Keys_in_another_order_stay_in_that_order() => Gen.Select(s_envChange, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample(
        (change, first, second) =>
        {
            var names = Names(change.Former.Content);
            var one = names[first % names.Length];
            var other = names.Where(name => name != one).ElementAt(second % (names.Length - 1));
            var mine = Swap(change.Former.Content, one, other);
            var kept = Names(FileMerge.Merge(change.Former.Path, change.Former.Content, mine, change.Wanted.Content).Text(Choice.New));
            Assert.Equal(Names(mine).Intersect(kept), kept.Intersect(Names(mine)));
            Assert.Equal(Names(change.Wanted.Content).Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
        },
        iter: 2000);

    private static (string Text, ImmutableArray<string> Marks) Edit(string text, ImmutableArray<Func<string, string, HandEdit>> edits)
    {
        var marks = ImmutableArray.CreateBuilder<string>();
        foreach (var (i, edit) in edits.Index())
        {
            var done = edit(text, string.Create(CultureInfo.InvariantCulture, $"M{59_000 + i}"));
            text = done.Text;
            marks.Add(done.Mark);
        }

        // A later edit may take the place of an earlier one.
        return (text, [.. marks.Where(mark => text.Contains(mark, StringComparison.Ordinal))]);
    }

    private static string[] Names(string text) => [.. DotEnvReader.Read(text).Entries.Select(e => e.Name)];

    private static string Swap(string text, string one, string other)
    {
        var lines = text.Split('\n');
        var (a, b) = (Array.FindIndex(lines, l => l.StartsWith(one + "=", StringComparison.Ordinal)),
            Array.FindIndex(lines, l => l.StartsWith(other + "=", StringComparison.Ordinal)));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }
}
