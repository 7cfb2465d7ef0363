using CsCheck;

namespace MathesarSetup.Merging;

/// <summary>One edit as people make them in generated files.</summary>
/// <param name="Mark">A text that the edit put in and that nothing else holds.</param>
internal sealed record HandEdit(string Text, string Mark)
{
    public static Gen<Func<string, string, HandEdit>> Any { get; } = Gen.OneOf(
        Gen.Select(Gen.Int[0, 5000], Gen.Bool)
            .Select((at, indented) =>
                (Func<string, string, HandEdit>)((text, mark) => Insert(text, at, (line => $"{(indented ? Indent(line) : "")}# {mark}"), mark))),
        Gen.Const((Func<string, string, HandEdit>)((text, mark) => text.Contains("services:\n", StringComparison.Ordinal)
            ? new HandEdit(text.Replace("services:\n", $"services:\n  {mark}:\n    image: example.com/{mark}:1\n    environment:\n      A: b\n\n",
                StringComparison.Ordinal), mark)
            : new HandEdit($"{text}\n# {mark}\n", mark))),
        Gen.Int[0, 50].Select(at => (Func<string, string, HandEdit>)((text, mark) => After(text, at, "environment:", $"      {mark}: \"1\"", mark))),
        Gen.Int[0, 50].Select(at => (Func<string, string, HandEdit>)((text, mark) => After(text, at, "=", $"{mark}=mine", mark))),
        Gen.Int[0, 50].Select(at =>
            (Func<string, string, HandEdit>)((text, mark) => After(text, at, "ports:", $"      - \"{mark[1..]}:8000\"", mark[1..]))),
        Gen.Int[0, 500].Select(at => (Func<string, string, HandEdit>)((text, mark) => ChangeValue(text, at, mark))));

    private static HandEdit Insert(string text, int at, Func<string, string> line, string mark)
    {
        var lines = text.Split('\n').ToList();
        var place = at % lines.Count;
        lines.Insert(place, line(lines[place]));
        return new HandEdit(string.Join('\n', lines), mark);
    }

    private static HandEdit After(string text, int at, string what, string added, string mark)
    {
        var lines = text.Split('\n').ToList();
        var places =
            Enumerable.Range(0, lines.Count)
                .Where(i => what == "="
                    ? lines[i].Contains('=', StringComparison.Ordinal) && char.IsAsciiLetterUpper(lines[i][0])
                    : lines[i].TrimStart() == what)
                .ToArray();
        if (places is [])
        {
            return Insert(text, at, _ => $"# {mark}", mark);
        }

        lines.Insert(places[at % places.Length] + 1, added);
        return new HandEdit(string.Join('\n', lines), mark);
    }

    private static HandEdit ChangeValue(string text, int at, string mark)
    {
        var lines = text.Split('\n');
        var places = Enumerable.Range(0, lines.Length)
            .Where(i => lines[i].Contains(": ", StringComparison.Ordinal) && !lines[i].Contains('#', StringComparison.Ordinal)).ToArray();
        if (places is [])
        {
            return new HandEdit($"{text}{mark}\n", mark);
        }

        var place = places[at % places.Length];
        lines[place] = $"{lines[place][..lines[place].IndexOf(": ", StringComparison.Ordinal)]}: {mark}";
        return new HandEdit(string.Join('\n', lines), mark);
    }

    private static string Indent(string line) => line[..^line.TrimStart().Length];
}
