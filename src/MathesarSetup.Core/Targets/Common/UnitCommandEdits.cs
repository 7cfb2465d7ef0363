using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Common;

/// <summary>The ways to let what a unit starts listen elsewhere, or with more workers, in the words in which its author wrote it.</summary>
internal sealed class UnitCommandEdits(EditRequest edit, UnitFiles files)
{
    public IEnumerable<ImmutableArray<FoundFile>> All()
    {
        var change = edit.Change;
        if (change is not { Before: { } before, After: { } after })
        {
            yield break;
        }

        foreach (var place in files.Parts.Where(static p => p.Path == "command").Select(static p => p.At with { Column = 0 }).Distinct())
        {
            if (edit.Text(place.File) is not { } text || new UnitEdit(text, files.IsQuadlet) is var editor && editor.Key(place) != "ExecStart")
            {
                continue;
            }

            var texts = change.Part.After(InstalledPart.Ports) is not null ? Listening(text, place, Cut(before), Cut(after))
                : change.Part.After(InstalledPart.Environment) is "WEB_CONCURRENCY" ? editor.ReplaceEach(place, before, after)
                : [];
            foreach (var changed in texts)
            {
                yield return edit.With(place.File, changed);
            }
        }
    }

    /// <summary>The texts in which an entry publishes a port elsewhere.</summary>
    public static IEnumerable<string> Published(UnitEdit editor, FoundPart part, InstalledChange change, string port)
    {
        var (inside, after) = (port.Split('/'), Cut(change.After!));
        if (change.Before is { } published && Cut(published) is var before)
        {
            foreach (var text in editor.ReplaceEach(part.At, before.Port, after.Port)
                .Concat(editor.ReplaceEach(part.At, before.Address, after.Address)))
            {
                yield return text;
            }
        }

        if (part.At.Column == 0)
        {
            var ending = $"{after.Port}:{inside[0]}{(inside is [_, "tcp"] ? "" : $"/{inside[^1]}")}";
            yield return editor.Replace(part.At, after.Address is "0.0.0.0" ? ending : $"{Bracketed(after.Address)}:{ending}");
        }
    }

    private IEnumerable<string> Listening(string text, Place place, (string Address, string Port) before, (string Address, string Port) after)
    {
        UnitEdit Editor(string changed) => new(changed, files.IsQuadlet);
        var ported = before.Port == after.Port ? [text] : Editor(text).ReplaceEach(place, before.Port, after.Port).ToArray();
        foreach (var changed in ported.Where(t => t != text))
        {
            yield return changed;
        }

        foreach (var changed in ported)
        {
            foreach (var whole in Editor(changed).ReplaceEach(place, before.Address, after.Address)
                .Concat(Editor(changed).ReplaceEach(place, $" :{after.Port}", $" {Bracketed(after.Address)}:{after.Port}"))
                .Concat(Editor(changed).ReplaceEach(place, $"=:{after.Port}", $"={Bracketed(after.Address)}:{after.Port}"))
                .Concat(Editor(changed).ReplaceEach(place, "localhost", after.Address))
                .Concat(Editor(changed).ReplaceEach(place, "--port", $"--addr {after.Address} --port")))
            {
                yield return whole;
            }
        }

        var raw = Editor(text).Raw(place).TrimEnd();
        yield return Editor(text).Replace(place, $"{raw} --bind {Bracketed(after.Address)}:{after.Port}");
        yield return Editor(text).Replace(place, $"{raw} --port {after.Port}");
        yield return Editor(text).Replace(place, $"{raw} --addr {after.Address} --port {after.Port}");
    }

    private static (string Address, string Port) Cut(string published) => published.LastIndexOf(':') is >= 0 and var colon
        ? (published[..colon].Trim('[', ']'), published[(colon + 1)..])
        : ("0.0.0.0", published);

    private static string Bracketed(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
}
