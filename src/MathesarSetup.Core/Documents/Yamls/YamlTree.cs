using System.Collections.Immutable;
using MathesarSetup.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MathesarSetup.Documents.Yamls;

/// <summary>
/// Reads one YAML text into a tree that knows its lines. Size and depth are bounded, and no alias is followed, so that no text can hurt.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>No file that people write for Compose comes near.</summary>
    public const int LargestText = 1024 * 1024;

    private const int Deepest = 40;
    private const int MostNodes = 50_000;

    private readonly Parser _parser;
    private int _nodes;
    private int _line = 1;

    private YamlTree(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The root, or null with the reason. An empty text has neither.</summary>
    public static (YamlNode? Root, Finding? Problem) Read(string text)
    {
        var (roots, problem) = ReadAll(text, most: 1);
        return (roots is [var root, ..] ? root : null, problem);
    }

    /// <summary>The roots of a text of several documents, or none with the reason.</summary>
    public static (ImmutableArray<YamlNode> Roots, Finding? Problem) ReadAll(string text) => ReadAll(text, most: int.MaxValue);

    private static (ImmutableArray<YamlNode> Roots, Finding? Problem) ReadAll(string text, int most)
    {
        if (text.Length > LargestText)
        {
            return ([],
                YamlFinding.TooLarge.Say(
                    $"This file is larger than {LargestText / 1024 / 1024} MB, which no file of an installation is. Name another."));
        }

        var tree = new YamlTree(text.TrimStart('\uFEFF'));
        try
        {
            return (tree.ReadDocuments(most), null);
        }
        catch (Refusal refusal)
        {
            return ([], refusal.Finding);
        }
        catch (YamlException problem)
        {
            return ([], YamlProblem.Explain((int)problem.Start.Line, text));
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException or IOException)
        {
            // YamlDotNet 18.1 throws these on some broken texts, such as a flow map that holds "?" and a blank only.
            return ([], YamlProblem.Explain(tree._line, text));
        }
    }

    private ImmutableArray<YamlNode> ReadDocuments(int most)
    {
        _parser.Consume<StreamStart>();
        var roots = ImmutableArray.CreateBuilder<YamlNode>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            var start = _parser.Consume<DocumentStart>();
            if (roots.Count == most)
            {
                throw new Refusal(
                    YamlFinding.SeveralDocuments.Say("The file holds several YAML documents, and one is read. "
                        + "Join them below the first, or take out the line ---.") with
                    { Line = (int)start.Start.Line });
            }

            roots.Add(ReadNode(0));
            _parser.Consume<DocumentEnd>();
        }

        return roots.ToImmutable();
    }

    private YamlNode ReadNode(int depth)
    {
        var start = _parser.Current!;
        _line = (int)start.Start.Line;
        if (depth > Deepest || ++_nodes > MostNodes)
        {
            throw new Refusal(YamlFinding.TooDeep.Say(
                "The file is nested more deeply, or holds more entries, than any installation. Name another.") with
            { Line = _line });
        }

        var node = start switch
        {
            MappingStart map => ReadMap(map, depth),
            SequenceStart list => ReadList(list, depth),
            AnchorAlias => _parser.Consume<AnchorAlias>() is var alias ? new YamlNode.Alias(alias.Start, alias.End, alias.Value.Value) : null!,
            _ =>
                _parser.Consume<Scalar>() is var scalar ? (YamlNode)new YamlNode.Scalar(scalar.Start, scalar.End, scalar.Value, scalar.Style) : null!,
        };
        return start is NodeEvent { Anchor: var anchor, Tag: var tag } && start is not AnchorAlias
            ? node with { Anchor = anchor.IsEmpty ? null : anchor.Value, Tag = tag.IsEmpty || tag.IsNonSpecific ? null : tag.Value }
            : node;
    }

    private YamlNode.Map ReadMap(MappingStart start, int depth)
    {
        _parser.MoveNext();
        var entries = ImmutableArray.CreateBuilder<(YamlNode.Scalar, YamlNode)>();
        while (_parser.Current is not MappingEnd)
        {
            if (ReadNode(depth + 1) is not YamlNode.Scalar key)
            {
                throw new Refusal(
                    YamlFinding.WrongType.Say("A key is a plain word such as services. Put nothing else before the colon.") with { Line = _line });
            }

            entries.Add((key, ReadNode(depth + 1)));
        }

        var end = _parser.Consume<MappingEnd>();
        return start.Style is MappingStyle.Flow
            ? new YamlNode.Map(start.Start, Behind(end.End), entries.ToImmutable(), IsFlow: true)
            : new YamlNode.Map(start.Start, end.End, entries.ToImmutable(), IsFlow: false);
    }

    private YamlNode.List ReadList(SequenceStart start, int depth)
    {
        _parser.MoveNext();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        var end = _parser.Consume<SequenceEnd>();
        return start.Style is SequenceStyle.Flow
            ? new YamlNode.List(start.Start, Behind(end.End), items.ToImmutable(), IsFlow: true)
            : new YamlNode.List(start.Start, end.End, items.ToImmutable(), IsFlow: false);
    }

    // YamlDotNet ends what stands in brackets on the closing one.
    private static Mark Behind(Mark bracket) => new(bracket.Index + 1, bracket.Line, bracket.Column + 1);

    private sealed class Refusal(Finding finding) : Exception
    {
        public Finding Finding { get; } = finding;
    }
}
