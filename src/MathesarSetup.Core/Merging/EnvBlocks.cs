using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;

namespace MathesarSetup.Merging;

/// <summary>Cuts an env file into one block a variable.</summary>
internal static class EnvBlocks
{
    /// <summary>The file as a block without a head; null when a name stands twice, or a line is no variable or several.</summary>
    /// <param name="isRaw">Whether quotes are part of the value, as <c>docker run --env-file</c> reads it.</param>
    public static Block? Read(string text, bool isRaw)
    {
        var lines = TextLines.Of(text);
        var reading = DotEnvReader.Read(text);
        var entries = reading.Entries;
        if (!reading.Unread.IsEmpty || entries.Select(static e => e.Name).Distinct(StringComparer.Ordinal).Count() != entries.Length
            || (isRaw && entries.Any(static e => e.Lines > 1))
            || entries.Zip(entries.Skip(1)).Any(static pair => pair.First.Line + pair.First.Lines > pair.Second.Line))
        {
            return null;
        }

        var values = reading.Values().Texts;
        var children = ImmutableArray.CreateBuilder<Block>();
        var lead = 0;
        foreach (var entry in entries)
        {
            var from = entry.Line - 1;
            var head = lines.Slice(from, Math.Min(entry.Lines, lines.Length - from));
            children.Add(new Block
            {
                Key = entry.Name,
                Lead = lines[lead..from],
                Head = head,
                Value = isRaw ? head[0] : values[entry.Name],
                Remark = isRaw ? "" : entry.Remark,
            });
            lead = from + head.Length;
        }

        return new Block { Key = "", Kind = BlockKind.Map, Children = children.ToImmutable(), Tail = lines[lead..] };
    }
}
