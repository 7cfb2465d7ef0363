using System.Collections.Immutable;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.App.Upgrading;

/// <summary>What somebody wants of an upgrade.</summary>
/// <param name="To">The wanted release; null for the newest that this program knows.</param>
/// <param name="AllowsUnknown">Whether it may be one that this program does not know.</param>
public sealed record UpgradeWish(Release? To = null, bool AllowsUnknown = false)
{
    /// <summary>The way from the release that runs.</summary>
    public UpgradePath From(Version running) => UpgradePath.Of(running,
        To ?? (running > Releases.Newest.Version ? new Release(running) : Releases.Newest));

    /// <summary>What forbids the way; empty where it is open, or where there is nothing to do.</summary>
    public ImmutableArray<Finding> Refusals(UpgradePath path)
    {
        var from = path.From.ToString(3);
        return path.Kind switch
        {
            UpgradeKind.TooOld => [UpgradeFinding.TooOld.Say($"Mathesar {from} runs, and no later release takes over the records of one before "
                + "0.2.0. Install the new one beside it, and connect the databases anew.")],
            UpgradeKind.Downgrade => [UpgradeFinding.Downgrade.Say($"Mathesar {from} runs, and {path.To} is older: migrations do not run backwards. "
                + "Right after an upgrade, `mathesar-setup upgrade --back` is the way.")],
            UpgradeKind.Unknown when !AllowsUnknown => [UpgradeFinding.UnknownRelease.Say($"This program knows releases up to {Releases.Newest}, "
                + $"so what {path.To} changes is not known here. Get a newer program, or say --unknown-release.")],
            _ => [],
        };
    }
}
