using System.Collections.Immutable;

namespace MathesarSetup.Web.Components.Pages;

/// <summary>Which differences of files that are laid out anew somebody has accepted.</summary>
/// <param name="Parts">Those on which data or access hangs, each by its name.</param>
/// <param name="Others">Whether all others were, in one word.</param>
public sealed record LayoutConsent(ImmutableHashSet<string> Parts, bool Others)
{
    public static readonly LayoutConsent None = new([], false);
}
