using System.Collections.Immutable;
using MathesarSetup.Bundles;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Bundling;

/// <summary>How making or loading a bundle ended.</summary>
/// <param name="Path">The bundle, absolute.</param>
/// <param name="Manifest">What it says of itself; null where it was neither made nor loaded.</param>
public sealed record BundleResult(string Path, BundleManifest? Manifest, ImmutableArray<Finding> Findings)
{
    public bool Succeeded => Manifest is not null && Findings.All(static f => f.Severity is not Severity.Error);
}
