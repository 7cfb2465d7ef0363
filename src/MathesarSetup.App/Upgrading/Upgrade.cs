using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Upgrading;

/// <summary>Looks what bringing Mathesar to another release, and back, would mean. No network is asked but the place's.</summary>
public static class Upgrade
{
    /// <summary>Says what an upgrade would do. Changes nothing.</summary>
    public static Task<PlannedUpgrade> LookAsync(InstalledPlace installed, UpgradeWish wish, CancellationToken cancellation) =>
        InPlaceAsync(installed, async (place, running) =>
        {
            var path = wish.From(running);
            var planned = new PlannedUpgrade(installed, path) { Place = place, Findings = wish.Refusals(path) };
            return planned.IsForbidden || !planned.HasSomething ? planned : await PlanAsync(planned, place, path.To, cancellation);
        }, cancellation);

    /// <summary>Says what going back from the last upgrade would do. Changes nothing.</summary>
    public static Task<PlannedUpgrade> LookBackAsync(InstalledPlace installed, CancellationToken cancellation) =>
        InPlaceAsync(installed, async (place, running) =>
        {
            var planned = new PlannedUpgrade(installed, UpgradePath.Of(running, new Release(running))) { Place = place };
            if (place.BringsReleases)
            {
                return planned with
                {
                    Findings = [UpgradeFinding.NoWayBack.Say("Without containers an upgrade keeps the former program, and goes back to it by itself "
                        + "until the new release serves. From then on a backup from before is the way.")],
                };
            }

            var move = planned.Move(static _ => { });
            var (receipt, refusal) = await UpgradeReceiptCheck.ReadAsync(move, running, cancellation);
            return receipt is null ? planned with { Findings = [refusal!] }
                : await PlanAsync(planned with { Receipt = receipt, Findings = [UpgradeReceiptCheck.Costs(receipt)] }, place,
                    Releases.Find(receipt.From)!, cancellation);
        }, cancellation);

    private static async Task<PlannedUpgrade> InPlaceAsync(
        InstalledPlace installed, Func<IRuntimePlace, Version, Task<PlannedUpgrade>> look, CancellationToken cancellation)
    {
        var recorded = installed.Setup.Plan.Release;
        var nothing = new PlannedUpgrade(installed, UpgradePath.Of(recorded.Version, recorded));
        var search = await KnownRuntimes.FindAsync(installed.Setup, cancellation);
        if (search.Place?.For(Acceptance.None, installed.Directory) is not { } place)
        {
            return nothing with { Findings = search.Findings is [] ? [installed.ByHand] : search.Findings };
        }

        try
        {
            var running = place.BringsReleases ? recorded.Version
                : await ReleaseProof.AskAsync(place.ControlOf(installed.Setup, installed.Directory), cancellation) ?? recorded.Version;
            return await look(place, running);
        }
        catch (StepFailure problem)
        {
            return nothing with { Findings = problem.Findings };
        }
    }

    private static async Task<PlannedUpgrade> PlanAsync(PlannedUpgrade planned, IRuntimePlace place, Release to, CancellationToken cancellation)
    {
        var (installed, findings) = (planned.Installed, planned.Findings.ToBuilder());
        if (installed.Pending(installed.Reading.Settle().Setup) is { Length: > 0 } pending)
        {
            return planned with
            {
                Findings = [UpgradeFinding.Pending.Say($"These answers were changed and are not installed yet: {string.Join(", ", pending)}. An "
                    + "upgrade changes the release alone: run `mathesar-setup apply` first, or undo them.")],
            };
        }

        var (image, refusal) = Image(installed, planned.Path.From, to);
        if (refusal is not null)
        {
            return planned with { Findings = [refusal] };
        }

        var reading = new DraftSources
        {
            Directory = installed.Directory,
            Flags = [new SaidText("--to", RunSettings.Version.Key, to.ToString()),
                .. image is null ? Array.Empty<SaidText>() : [new SaidText("--to", RunSettings.Image.Key, image)]],
        }.Read();
        var (setup, said) = (await RunningSecrets.AddAsync(reading, installed.Directory, cancellation)).Settle();
        // The way back brings the records of the older release with it.
        findings.AddRange(said.Where(f => f.Severity is Severity.Error && !(planned.IsBack && f.Kind == ChangeFinding.Downgrade)));
        var order = ApplyOrder.Of(reading, setup, installed.Directory) with
        {
            Change = place.BringsReleases ? null : new ReleaseProof(place.ControlOf(setup, installed.Directory), to),
        };
        var apply = await order.PlanAsync(place, cancellation);
        findings.AddRange(apply.Changes.Findings.Where(static f => f.Severity is Severity.Error));
        if (!place.BringsReleases)
        {
            findings.AddRange(await UpgradePreflight.LookAsync(planned.Move(static _ => { }), place, to, cancellation));
        }

        return planned with { Apply = apply, To = to, Findings = [.. findings.Distinct()] };
    }

    // An image that was named goes along where its tag is the release.
    private static (string? Image, Finding? Refusal) Image(InstalledPlace installed, Version from, Release to)
    {
        var answers = installed.Setup.Answers;
        if (!answers.IsAnswered(RunSettings.Image) || installed.Setup.Plan.Web.Image is not { } image)
        {
            return (null, null);
        }

        return image.Digest is null && (image.Tag == answers.Get(RunSettings.Version).ToString() || image.Tag == from.ToString(3))
            ? (image.WithTag(to.ToString()).Text, null)
            : (null, UpgradeFinding.Image.Say($"The image {image} was named by an answer, and its tag is not the release, so nobody here knows the "
                + $"image of {to}. Remove mathesar.image, or name one whose tag is the release.", RunSettings.Image.Key));
    }
}
