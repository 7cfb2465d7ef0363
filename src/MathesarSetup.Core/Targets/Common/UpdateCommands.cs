using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Common;

/// <summary>What brings another release into the files, before the target's own command brings it into what runs.</summary>
internal static class UpdateCommands
{
    /// <summary>With the word RELEASE where the release goes.</summary>
    public static ImmutableArray<string> Of(Plan plan, ITarget target)
    {
        var image = target.Kind.Home is not TargetHome.Host && plan.Answers.Text(RunSettings.Image) != plan.Answers.DefaultText(RunSettings.Image)
            ? $" --mathesar-image {Sh.Quote($"{ImageReference.Of(plan.Answers.Text(RunSettings.Image)).Name}:RELEASE")}"
            : "";
        return [$"mathesar-setup generate --mathesar-version RELEASE{image}"];
    }
}
