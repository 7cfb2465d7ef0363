using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Answers to questions that only other ways to run Mathesar ask.</summary>
internal sealed class TargetValidator : AbstractValidator<Answers>
{
    public TargetValidator() => RuleFor(a => a).Custom(static (a, context) =>
    {
        foreach (var setting in NotAsked(a))
        {
            var others = TargetKinds.All.Where(target => IsSaid(setting, a.With(RunSettings.Target, target.Id)))
                .Select(static target => target.Title).ToArray();
            if (others is not [])
            {
                context.Say(TargetFinding.NotAsked.Say(
                    $"{TargetKinds.Of(a).Title} has no use for this answer. It is kept for "
                        + $"{string.Join(" and ", others)}.",
                    setting.Key, Fix.TakeBack("Take it back", setting)));
            }
            else if (a.IsSaid(setting))
            {
                context.Say(TargetFinding.NotAskedBesideOthers.Say(
                    $"{setting.Title} has no use beside the other answers, and no effect. It is kept for when they change.",
                    setting.Key, Fix.TakeBack("Take it back", setting)));
            }
        }
    });

    // What an imported installation calls things has a finding of its own (KeptValidator).
    private static IEnumerable<Setting> NotAsked(Answers a) =>
        a.AnsweredKeys.Select(Settings.Find).OfType<Setting>()
            .Where(s => !s.Repeated && !s.AskedWhen(a) && !KeptSettings.All.Contains(s) && !KeptPasswords.All.Contains(s));

    private static bool IsSaid(Setting setting, Answers a) => setting.AskedWhen(a) && a.Text(setting) != a.DefaultText(setting);
}
