using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Planning;
using MathesarSetup.Targets;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Setups;

/// <summary>The files that stand in every install directory, whatever the target.</summary>
public static class CommonFiles
{
    /// <summary><c>mathesar.yaml</c> with its secret half and its schema, <c>README.md</c> and <c>.gitignore</c>.</summary>
    /// <param name="stored">The texts that the answers' files keep.</param>
    /// <param name="targetFiles">What the target writes, to be named in the other files.</param>
    public static ImmutableArray<GeneratedFile> Of(Draft stored, Plan plan, ITarget target, ImmutableArray<GeneratedFile> targetFiles)
    {
        var answers = AnswersOf(stored, plan.Answers);
        ImmutableArray<GeneratedFile> named = [.. targetFiles, .. answers];
        return
        [
            .. answers,
            new("README.md", InstallReadme.Write(plan, target, named), "What lies here, and how to start, stop, update, back up and remove it."),
            new(".gitignore", GitIgnore.Write(named), "Keeps the secrets out of a Git repository."),
        ];
    }

    /// <summary>The two files of answers, and their schema.</summary>
    /// <param name="stored">The texts that they keep.</param>
    /// <param name="answers">What follows from them.</param>
    public static ImmutableArray<GeneratedFile> AnswersOf(Draft stored, Answers answers) =>
    [
        new(AnswersFile.Name, AnswersYaml.Write(stored, answers, secrets: false),
            "Your answers, without secrets. Change one here and generate again."),
        new(AnswersFile.SecretsName, AnswersYaml.Write(stored, answers, secrets: true), "The secret answers: keep a copy in a safe place.")
        {
            Mode = GeneratedFile.Private,
        },
        new(AnswersFile.SchemaName, SettingsSchema.Text, "Lets editors complete and check the two files of answers."),
    ];
}
