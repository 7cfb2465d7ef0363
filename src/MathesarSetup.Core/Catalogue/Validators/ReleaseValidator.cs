using FluentValidation;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>What a release of Mathesar reads and needs.</summary>
internal sealed class ReleaseValidator : AbstractValidator<Answers>
{
    public ReleaseValidator()
    {
        RuleFor(a => a).Custom(static (a, context) =>
        {
            var release = a.Get(RunSettings.Version);
            // That passwords stay open is no matter of a warning (SsoValidator).
            foreach (var setting in Settings.All.Where(s => s.Since > release.Version && s != SsoSettings.Required))
            {
                foreach (var key in Answered(a, setting))
                {
                    context.Say(ReleaseFinding.TooOld.Say(
                        $"Mathesar {release} does not read this; {setting.Since!.ToString(3)} is the first that does. The answer has no effect "
                        + "until you choose a newer release.", key, Newest()));
                }
            }
        });

        RuleFor(a => a).Must(static a => a.Get(RunSettings.Version).Version <= Releases.Newest.Version)
            .Says(ReleaseFinding.TooNew, RunSettings.Version,
                static a => $"Mathesar {a.Get(RunSettings.Version)} is newer than this program, which makes for it what {Releases.Newest} takes. "
                    + "Read its release notes first, or use a newer Mathesar Setup.");

        RuleFor(a => a).Must(static a => Named(a) is not { } named || named == a.Get(RunSettings.Version))
            .Unless(RunSettings.OnHost)
            .Says(ReleaseFinding.ImageDiffers, RunSettings.Image,
                static a => $"The image says {Named(a)} and the release says {a.Get(RunSettings.Version)}. Files and health checks are made for "
                    + $"{a.Get(RunSettings.Version)}.",
                static a => Fix.To($"Set the release to {Named(a)}", RunSettings.Version, Named(a)!));
    }

    /// <summary>The way out of all that an old release cannot do.</summary>
    public static Fix Newest() => Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version, Releases.Newest);

    private static Release? Named(Answers a) =>
        ImageReference.Of(a.Get(RunSettings.Image)) is { Digest: null, Tag: { } tag } ? Releases.Find(tag.TrimStart('v')) : null;

    private static IEnumerable<string> Answered(Answers a, Setting setting) => a.AnsweredKeys
        .Where(k => Settings.Find(k) == setting && (setting.Repeated || (setting.AskedWhen(a) && a.Text(setting) != a.DefaultText(setting))));
}
