using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Drafts;

/// <summary>Writes one half of the answers: what was answered, and commented out what could be.</summary>
internal static class AnswersYaml
{
    private const string OpenHeader = $"""
        yaml-language-server: $schema={AnswersFile.SchemaName}

        The answers that the files in this directory are made from. Change one, then run here:

          mathesar-setup generate

        A change restarts Mathesar, unless its comment says otherwise. A line such as #port: 80
        is not answered and shows the default: take its # away to answer it.
        Secrets stand in {AnswersFile.SecretsName}.
        """;

    private const string SecretHeader = $"""
        yaml-language-server: $schema={AnswersFile.SchemaName}

        The secret answers, which complete {AnswersFile.Name}. Only its owner may read this file.
        Keep a copy in a safe place, and keep it out of repositories.
        """;

    /// <summary>The whole text of one half.</summary>
    /// <param name="stored">The texts to keep, with nothing in them that stands for others.</param>
    /// <param name="answers">What follows from them: which questions are asked, and the defaults.</param>
    /// <param name="secrets">Whether to write the secret half.</param>
    public static string Write(Draft stored, Answers answers, bool secrets)
    {
        var tree = new AnswersTree();
        var named = Named(stored, answers);
        foreach (var setting in Settings.All.Where(s => s.Secret == secrets && s.Expand is null))
        {
            var keys = setting.Repeated ? Keys(setting, named) : [setting.Key];
            foreach (var key in keys)
            {
                if (stored.Texts.TryGetValue(key, out var said))
                {
                    tree.Put(key, setting, said, isAnswered: true);
                }
                else if (IsAsked(setting, answers))
                {
                    tree.Put(key, setting, Default(setting, answers, key), isAnswered: false);
                }
            }

            if (keys is [] && !secrets && IsAsked(setting, answers))
            {
                PutSample(tree, setting, answers);
            }
        }

        return tree.AddTo(new YamlMap { { AnswersFile.VersionKey, AnswersFile.Version, "The form of this file." } }, isTop: true)
            .Write(secrets ? SecretHeader : OpenHeader);
    }

    // A reader takes the order of the providers from the order of the lines.
    private static string[] Named(Draft stored, Answers answers)
    {
        var keys = stored.Texts.Keys.Where(key => Settings.Find(key) is { Repeated: true }).ToArray();
        if (keys is [])
        {
            return keys;
        }

        // Also those of which nothing can be read.
        string[] order = [.. answers.Get(SsoSettings.Order).Items.Union(
            keys.Select(static key => key.Split('.')[2]).Order(NameOrder.Natural), StringComparer.Ordinal)];
        return [.. keys.OrderBy(key => Array.IndexOf(order, key.Split('.')[2]))
                .ThenBy(static key => key.Split('.') is [_, _, _, _, var role, ..] ? role : "", NameOrder.Natural)];
    }

    private static void PutSample(AnswersTree tree, Setting setting, Answers answers)
    {
        var parts = setting.Key.Split('.');
        var star = Array.IndexOf(parts, "*");
        if (star >= 0 && star == Array.LastIndexOf(parts, "*"))
        {
            var key = setting.At(SettingDefault.SampleName);
            tree.Put(key, setting, Default(setting, answers, key), isAnswered: true, star);
        }
    }

    private static string Default(Setting setting, Answers answers, string key) => setting.Format(setting.DefaultValue(answers, key));

    // Wherever the names are in use, at this setting or at one beside it.
    private static string[] Keys(Setting setting, string[] named)
    {
        if (named is [])
        {
            return [];
        }

        var group = setting.Key[..(setting.Key.LastIndexOf('*') + 1)];
        var depth = group.Split('.').Length;
        return [.. named.Select(k => k.Split('.')).Where(k => k.Length > depth)
            .Select(k => string.Join('.', k[..depth])).Where(k => KeyPattern.Matches(group, k))
            .Distinct(StringComparer.Ordinal).Select(k => k + setting.Key[group.Length..])];
    }

    private static bool IsAsked(Setting setting, Answers answers)
    {
        var release = answers.Get(RunSettings.Version).Version;
        return setting.AskedWhen(answers) && (setting.Since is null || setting.Since <= release)
            && (setting.Until is null || setting.Until > release);
    }
}
