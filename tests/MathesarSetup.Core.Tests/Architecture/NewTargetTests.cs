using System.Text.RegularExpressions;
using MathesarSetup.Reference;
using MathesarSetup.Testing;

namespace MathesarSetup.Architecture;

/// <summary>That a target is a folder, a kind and a line: Core is built with one more, and its other parts know it.</summary>
public sealed class NewTargetTests : IDisposable
{
    private const string Core = "src/MathesarSetup.Core";

    private readonly TemporaryDirectory _copy = new();

    [Fact]
    public void A_folder_a_kind_and_a_line_add_a_target()
    {
        Copy();
        Add("Catalogue/TargetKinds.cs", "    /// <summary>In the order",
            "    public static readonly TargetKind Toy = new(\"toy\", \"A toy\", \"Nothing runs.\");\n\n");
        Add("Catalogue/TargetKinds.cs", "];\n\n    private static NameForm", ", Toy");
        Add("Setups/KnownTargets.cs", "    ];\n", "        new Targets.Toy.ToyTarget(),\n");
        new ChildProcess("dotnet", "build", _copy.At(Core), "--configuration", "Release", "--output", _copy.At("out"),
                "-p:OutputType=Exe", "-p:RunAnalyzers=false", "-nologo", "-verbosity:quiet", "--disable-build-servers")
        {
            Timeout = TimeSpan.FromMinutes(10),
        }.Run().Successful();

        Assert.Equal(
            """
            offered: A toy
            answered: toy, errors 0
            rendered: toy.env, toy, in every target toy
            read back: toy with 7 workers, the same key: True
            edit read back: tuning.workers 8
            told: toy start, in README True
            called: mathesar, unit none, made by API False

            """, new ChildProcess("dotnet", _copy.At("out/MathesarSetup.Core.dll")).Run().Successful().Output);
    }

    // All that Core is built from, and the toy's folder where a target's belongs.
    private void Copy()
    {
        var root = Repository.Root();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, Core), "*", SearchOption.AllDirectories)
            .Concat(new[]
            {
                "Directory.Build.props",
                "Directory.Packages.props",
                "global.json",
                "docs/mathesar.schema.json",
            }.Select(name => Path.Combine(root, name))))
        {
            var relative = Path.GetRelativePath(root, path);
            if (!relative.StartsWith($"{Core}/obj/", StringComparison.Ordinal) && !relative.StartsWith($"{Core}/bin/", StringComparison.Ordinal))
            {
                _copy.Write(relative, File.ReadAllText(path));
            }
        }

        var toy = Path.Combine(root, "tests/MathesarSetup.Core.Tests/Architecture/Toy");
        _copy.Write($"{Core}/Targets/Toy/ToyTarget.cs", File.ReadAllText(Path.Combine(toy, "ToyTarget.cs")));
        _copy.Write($"{Core}/Program.cs", File.ReadAllText(Path.Combine(toy, "Program.cs")));
    }

    private void Add(string file, string before, string text)
    {
        var former = _copy.Read($"{Core}/{file}");
        Assert.Single(Regex.Matches(former, Regex.Escape(before)));
        _copy.Write($"{Core}/{file}", former.Replace(before, text + before, StringComparison.Ordinal));
    }

    public void Dispose() => _copy.Dispose();
}
