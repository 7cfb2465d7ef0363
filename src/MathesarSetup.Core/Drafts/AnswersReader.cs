using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MathesarSetup.Drafts;

/// <summary>Walks through the YAML of one file of answers, event by event, so that neither depth nor size can hurt.</summary>
internal sealed partial class AnswersReader(string file, bool isSecretHalf)
{
    // sso.providers.google.default-roles.sales.port is the deepest there is; somewhat deeper ones are told as unknown keys.
    private const int Deepest = 10;

    private readonly ImmutableSortedDictionary<string, string>.Builder _texts =
        ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly ReadingLog _log = new(file);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _providers = [];
    private int _line = 1;

    public AnswersReading Read(string text)
    {
        try
        {
            ReadAll(text);
        }
        catch (ReadingLog.Full)
        {
            // What was found is told; more of it would help nobody.
        }

        KeepOrder();
        return new AnswersReading(file, new Draft(_texts.ToImmutable()), _lines, _log.Findings);
    }

    private void ReadAll(string text)
    {
        try
        {
            if (ReadStream(new Parser(new StringReader(text))) && !_seen.Contains(AnswersFile.VersionKey))
            {
                Add(DraftFinding.SchemaMissing.Say(
                    $"The file does not say in which form it is written. Put {AnswersFile.VersionKey}: {AnswersFile.Version} on its first line."), 1);
            }
        }
        catch (YamlException problem)
        {
            Add(YamlProblem.Explain((int)problem.Start.Line, text));
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException or IOException)
        {
            // YamlDotNet 18.1 throws these on some broken texts, such as a flow map that holds "?" and a blank only.
            Add(YamlProblem.Explain(_line, text));
        }
    }

    // Gives whether the file was read as answers at all.
    private bool ReadStream(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            return false;
        }

        parser.Consume<DocumentStart>();
        var isMap = parser.Current is MappingStart || parser.Current is Scalar { Value: "", IsPlainImplicit: true };
        if (!isMap)
        {
            Add(DraftFinding.NotAnswers.At(), Line(parser.Current!));
            return false;
        }

        ReadNode(parser, "");
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second)
        {
            Add(YamlFinding.SeveralDocuments.At(), Line(second));
        }

        return true;
    }

    private void ReadNode(IParser parser, string path)
    {
        var node = parser.Current!;
        _line = Line(node);
        if (IsRefused(node, path))
        {
            Skip(parser);
            return;
        }

        if (path.Count(c => c == '.') > Deepest)
        {
            TooDeep(node);
        }

        switch (node)
        {
            case MappingStart when Settings.Find(path) is not null:
                Add(WrongType(path, $"{path} takes one value, and a group stands there. Write {path.Split('.')[^1]}: and the value on one line."),
                    Line(node));
                Skip(parser);
                break;
            case MappingStart: ReadMap(parser, path); break;
            case SequenceStart: ReadList(parser, path); break;
            default: ReadScalar(parser.Consume<Scalar>(), path); break;
        }
    }

    private void ReadMap(IParser parser, string path)
    {
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar name || IsRefused(name, path))
            {
                Add(WrongType(path, "A key is a plain word such as database. Put nothing else before the colon."), Line(parser.Current!));
                Skip(parser);
                Skip(parser);
                continue;
            }

            parser.MoveNext();
            var key = path.Length == 0 ? name.Value : $"{path}.{name.Value}";
            if (_seen.Add(key))
            {
                _lines[key] = Line(name);
                ReadNode(parser, key);
            }
            else
            {
                Add(DraftFinding.DuplicateKey.Say($"{key} stands here a second time; the first is on line {_lines[key]}. Keep one of them.", key),
                    Line(name));
                Skip(parser);
            }
        }
    }

    private void ReadList(IParser parser, string path)
    {
        var start = parser.Consume<SequenceStart>();
        var isList = Settings.Find(path) is { Editor: Editor.TextList };
        if (!isList)
        {
            Add(Settings.Find(path) is null && !AnswerGroups.Contain(path)
                ? UnknownKey.Finding(path)
                : WrongType(path, $"{path} takes no list. {Wanted(path)}"), Line(start));
        }

        var items = new List<string>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (parser.Current is Scalar item && !IsRefused(item, path))
            {
                items.Add(item.Value);
            }
            else if (isList)
            {
                Add(WrongType(path, $"Each item of {path} is one word."), Line(parser.Current!));
            }

            Skip(parser);
        }

        if (isList)
        {
            _texts[path] = string.Join(',', items);
        }
    }

    private void ReadScalar(Scalar scalar, string path)
    {
        // `port:` with nothing behind it says nothing, whether it is an answer or a group whose lines are all commented out.
        var saysNothing = scalar.Style is ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
        if (path == AnswersFile.VersionKey)
        {
            if (AnswersFile.VersionProblem(scalar.Value) is { } problem)
            {
                Add(problem, Line(scalar));
            }
        }
        else if (Settings.Find(path) is { } setting)
        {
            if (!saysNothing)
            {
                Take(setting, path, scalar);
            }
        }
        else if (path.Length > 0 && !AnswerGroups.Contain(path))
        {
            Add(UnknownKey.Finding(path), _lines[path]);
        }
        else if (!saysNothing)
        {
            Add(WrongType(path, $"{path} takes no value itself. {Wanted(path)}"), Line(scalar));
        }
    }

    // Providers stand in the order in which somebody wrote them down.
    private void KeepOrder()
    {
        if (!isSecretHalf && _providers.Count > 1 && !_texts.ContainsKey(SsoSettings.Order.Key) && SsoSettings.OrderOf(_providers) is { } order)
        {
            _texts[SsoSettings.Order.Key] = order;
        }
    }

    private void Take(Setting setting, string key, Scalar scalar)
    {
        _texts[key] = scalar.Value;
        if (setting.Repeated && key.StartsWith(SsoSettings.Providers + ".", StringComparison.Ordinal)
            && key.Split('.')[2] is var name && !_providers.Contains(name))
        {
            _providers.Add(name);
        }

        if (setting.Secret && !isSecretHalf && scalar.Value.Length > 0)
        {
            Add(DraftFinding.SecretInOpen.Say($"{key} is a secret, and this file may be read by others. Move it to {AnswersFile.SecretsName}.", key),
                Line(scalar));
        }
    }

    private bool IsRefused(ParsingEvent node, string path)
    {
        var finding = YamlProblem.Refuse(node);
        if (finding is not null)
        {
            Add(finding with { Key = Settings.Find(path) is null ? null : path }, Line(node));
        }

        return finding is not null;
    }

    private static Finding WrongType(string path, string message) => YamlFinding.WrongType.Say(message, path.Length == 0 ? null : path);

    private static string Wanted(string path) =>
        AnswerGroups.Contain(path) ? "Its answers stand below it, each indented on a line of its own." : "Give one value.";

    private void Add(Finding finding, int? line = null) => _log.Add(finding, line);

    private static int Line(ParsingEvent at) => (int)at.Start.Line;
}
