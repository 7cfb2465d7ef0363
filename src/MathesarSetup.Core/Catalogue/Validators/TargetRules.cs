using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about answers to questions that only other ways to run Mathesar ask.</summary>
internal static class TargetRules
{
    public static IEnumerable<Finding> Check(Answers a)
    {
        // What an imported installation calls things has a finding of its own (KeptSettings.NotHonoured).
        foreach (var setting in a.AnsweredKeys.Select(Settings.Find).OfType<Setting>().Where(s => !s.Repeated && !s.AskedWhen(a) && !KeptSettings.All.Contains(s) && !KeptPasswords.All.Contains(s)))
        {
            var others = TargetKinds.All.Where(target => IsSaid(setting, a.With(RunSettings.Target, target.Id))).Select(static target => target.Title).ToArray();
            if (others is not [])
            {
                yield return Finding.Note("target.not-asked", $"{TargetKinds.Of(a).Title} has no use for this answer. It is kept for {string.Join(" and ", others)}.", setting.Key, Fix.To("Take it back", setting.Key, null));
            }
            else if (a.IsSaid(setting))
            {
                yield return Finding.Note("answers.not-asked", $"{setting.Title} has no use beside the other answers, and no effect. It is kept for when they change.", setting.Key, Fix.To("Take it back", setting.Key, null));
            }
        }
    }

    private static bool IsSaid(Setting setting, Answers a) => setting.AskedWhen(a) && a.Text(setting) != a.DefaultText(setting);
}
