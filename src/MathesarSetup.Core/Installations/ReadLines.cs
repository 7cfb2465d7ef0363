using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Merging;

namespace MathesarSetup.Installations;

/// <summary>Remembers which lines of which files were understood, so that the others can be told.</summary>
internal sealed class ReadLines
{
    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);
    private readonly List<FoundFile> _texts = [];
    private readonly Dictionary<string, Place> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, int Line)> _read = [];
    private readonly HashSet<(string File, int Line, int Column)> _nodes = [];
    private readonly List<Unread> _told = [];
    private readonly List<(Place At, string Text, string? Masked)> _parts = [];

    /// <summary>The files that were read.</summary>
    public ImmutableArray<FoundFile> Files => [.. _texts];

    public void Add(FoundFile file)
    {
        _texts.RemoveAll(f => f.Path == file.Path);
        _texts.Add(file);
        _files[file.Path] = file.Text.ReplaceLineEndings("\n").Split('\n');
    }

    /// <summary>Says where a variable is set, so that whoever uses it marks it as read.</summary>
    public void Define(string variable, Place at) => _variables[variable] = at;

    /// <summary>Adds one of several things that stand on a line, and gives its place: it is understood or told by itself.</summary>
    /// <param name="masked">The text with dots for all that may be secret; null where only the text alone tells.</param>
    public Place AddPart(Place at, string text, string? masked = null)
    {
        _parts.Add((at with { Column = _parts.Count + 1 }, text, masked));
        return _parts[^1].At;
    }

    public void Mark(Place at)
    {
        _nodes.Add((at.File, at.Line, at.Column));
        for (var line = at.Line; line <= at.Last; line++)
        {
            _read.Add((at.File, line));
        }
    }

    /// <summary>Tells something as not understood although its line is.</summary>
    public void Tell(Place at, string text) => _told.Add(new Unread(at.File, at.Line, text));

    public void Mark(FoundEntry entry)
    {
        Mark(entry.At);
        Mark(entry.Value);
    }

    /// <summary>Marks a node with all that it holds.</summary>
    public void Mark(FoundNode node)
    {
        switch (node)
        {
            case FoundNode.Text text:
                Mark(text.At);
                MarkVariables(text.Names);
                break;
            case FoundNode.Map map:
                Mark(map.At with { Last = Math.Max(map.At.Line, map.At.Last) });
                map.Entries.ToList().ForEach(Mark);
                break;
            case FoundNode.List list:
                Mark(list.At);
                list.Items.ToList().ForEach(Mark);
                break;
        }
    }

    public void MarkVariables(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (_variables.TryGetValue(name, out var at))
            {
                Mark(at);
            }
        }
    }

    /// <summary>Whether this very part was understood, whatever else stands in its line.</summary>
    public bool IsMarked(Place at) => _nodes.Contains((at.File, at.Line, at.Column));

    /// <summary>Whether something was understood; of what has no column, whether its first line was.</summary>
    public bool IsRead(Place at) => at.Column > 0 ? IsMarked(at) : _read.Contains((at.File, at.Line));

    /// <summary>A file without the lines that were not understood.</summary>
    public string Understood(FoundFile file) =>
        string.Join('\n',
            file.Text.ReplaceLineEndings("\n").Split('\n').Where((text, i) => text.Trim() is "" or ['#', ..] || _read.Contains((file.Path, i + 1))));

    /// <summary>Takes back that variables were understood, because something that goes on as it is refers to them.</summary>
    public void Keep(IEnumerable<string> variables)
    {
        foreach (var at in variables.Where(_variables.ContainsKey).Select(name => _variables[name]))
        {
            for (var line = at.Line; line <= at.Last; line++)
            {
                _read.Remove((at.File, line));
            }
        }
    }

    /// <summary>Every line that says something and was not understood.</summary>
    public ImmutableArray<Unread> Rest() =>
    [
        .. _told,
        .. from part in _parts
           where !IsRead(part.At)
           select new Unread(part.At.File, part.At.Line, part.Text) { Masked = part.Masked },
        .. from file in _files
           let masked = new Lazy<ImmutableArray<string>>(() => MaskedLines.Of(file.Key, string.Join('\n', file.Value)))
           from line in Enumerable.Range(1, file.Value.Length)
           let text = file.Value[line - 1].Trim()
           where text.Length > 0 && !text.StartsWith('#') && text is not ("---" or "...") && !_read.Contains((file.Key, line))
           select new Unread(file.Key, line, text) { Masked = masked.Value[line - 1].Trim() },
    ];
}
