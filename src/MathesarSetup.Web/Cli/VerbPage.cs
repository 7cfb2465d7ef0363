namespace MathesarSetup.Web.Cli;

/// <summary>What the help says of a verb beside its options.</summary>
/// <param name="Group">The heading below which it is listed.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="TakesAnswers">Whether every setting is a flag of it.</param>
/// <param name="Examples">Command lines, each with what it is for.</param>
internal sealed record VerbPage(string Group, string Summary, bool TakesAnswers, params HelpLine[] Examples)
{
    /// <summary>What its exit codes mean, where they say more than done, not done and not understood.</summary>
    public HelpLine[] Exits { get; init; } = [];
}

/// <summary>Something that can be typed or read, and what it means.</summary>
internal sealed record HelpLine(string Name, string Text);
