using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Drafts;

/// <summary>Settings with their texts, nested as their keys say, in the order in which they were put in.</summary>
internal sealed class AnswersTree
{
    // The releases are too many for a comment; editors offer them by the schema.
    private const int MostChoices = 8;

    // The comments never change, and every keystroke writes all of them.
    private static readonly Dictionary<Setting, string> s_about = Settings.All.ToDictionary(setting => setting, About);

    private readonly OrderedDictionary<string, AnswersTree> _children = new(StringComparer.Ordinal);
    private Setting? _setting;
    private string _text = "";
    private bool _isCommentedOut;

    /// <summary>Puts a setting in its place.</summary>
    /// <param name="isAnswered">Else the text is the default, and stands commented out.</param>
    /// <param name="sample">The part of the key that is only an example, counted from 0: from there on all is commented out.</param>
    public void Put(string key, Setting setting, string text, bool isAnswered, int sample = int.MaxValue)
    {
        var node = this;
        var depth = 0;
        foreach (var part in key.Split('.'))
        {
            if (!node._children.TryGetValue(part, out var child))
            {
                node._children[part] = child = new AnswersTree { _isCommentedOut = depth >= sample };
            }

            (node, depth) = (child, depth + 1);
        }

        (node._setting, node._text, node._isCommentedOut) = (setting, text, !isAnswered);
    }

    /// <summary>All of it as a map below its first entries.</summary>
    public YamlMap AddTo(YamlMap map, bool isTop = false, bool withinComment = false)
    {
        foreach (var (name, child) in _children)
        {
            var isComment = child._isCommentedOut && !withinComment;
            var value = child._setting is { } setting
                ? Value(setting.Editor, child._text)
                : child.AddTo(new YamlMap(), withinComment: withinComment || isComment);
            var comment = child._setting is null ? null : s_about[child._setting];
            if (isComment)
            {
                map.AddCommentedOut(name, value, comment, blankBefore: isTop);
            }
            else
            {
                map.Add(name, value, comment, blankBefore: isTop);
            }
        }

        return map;
    }

    // A form other than the text's own is chosen only where it reads back as that very text.
    private static Yaml Value(Editor editor, string text) => editor switch
    {
        Editor.Number when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && text == $"{number}" => number,
        Editor.Choice { Options: [{ Text: var first }, ..] } when int.TryParse(first, out _) => Value(new Editor.Number(0, int.MaxValue, ""), text),
        Editor.Toggle when text is "true" or "false" => text == "true",
        Editor.TextList when text.Length == 0 => Yaml.List(),
        Editor.TextList when text.Split(',') is var items && items.All(i => i.Length > 0) => Yaml.List(items),
        _ => text,
    };

    private static string About(Setting setting)
    {
        var title = setting.Title.EndsWith('?') ? setting.Title : setting.Title + ".";
        var choices = setting.Editor is Editor.Choice { Options: { Length: <= MostChoices } options }
            ? $" One of {string.Join(", ", options.Select(o => o.Text))}."
            : "";
        var cost = setting.Cost switch
        {
            ChangeCost.BeforeInstall => " Fixed once there is data.",
            ChangeCost.Live => " A change needs no restart.",
            _ => "",
        };
        return $"{title} {setting.Help}{choices}{cost}";
    }
}
