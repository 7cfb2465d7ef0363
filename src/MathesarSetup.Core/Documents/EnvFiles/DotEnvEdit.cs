namespace MathesarSetup.Documents.EnvFiles;

/// <summary>Changes single variables of a person's <c>.env</c> file and no other line.</summary>
internal static class DotEnvEdit
{
    /// <summary>The text with a variable set: where it stands last, or at the end. Its quotes and the remark behind it stay where they can.</summary>
    public static string Set(string text, string name, string value, string? comment = null)
    {
        var lines = text.Split('\n').ToList();
        var entry = DotEnvReader.Read(text).Entries.LastOrDefault(e => e.Name == name);
        var ending = text.Contains("\r\n", StringComparison.Ordinal) ? "\r" : "";
        if (entry is null)
        {
            var at = lines[^1].Length == 0 ? lines.Count - 1 : lines.Count;
            lines.InsertRange(at, [.. comment is null ? [] : new[] { $"# {comment}{ending}" }, $"{name}={Quoted(value, null)}{ending}"]);
            return WithDollar(string.Join('\n', lines[^1].Length == 0 ? lines : lines.Append("")), value, null);
        }

        var line = lines[entry.Line - 1];
        var head = line[..(line.IndexOfAny(['=', ':'], line.IndexOf(name, StringComparison.Ordinal) + name.Length) + 1)];
        var blank = line[head.Length..].Length - line[head.Length..].TrimStart(' ').Length;
        var remark = entry.Remark.Length == 0 ? "" : $" {entry.Remark}";
        lines[entry.Line - 1] = $"{head}{line.Substring(head.Length, blank)}{Quoted(value, entry.Quote)}{remark}{(line.EndsWith('\r') ? "\r" : "")}";
        lines.RemoveRange(entry.Line, entry.Lines - 1);
        return WithDollar(string.Join('\n', lines), value, entry.Quote);
    }

    /// <summary>The text without the lines of a variable.</summary>
    public static string Remove(string text, string name)
    {
        var lines = text.Split('\n').ToList();
        foreach (var entry in DotEnvReader.Read(text).Entries.Where(e => e.Name == name).Reverse())
        {
            lines.RemoveRange(entry.Line - 1, entry.Lines);
        }

        return string.Join('\n', lines);
    }

    private static string Quoted(string value, char? quote) =>
        quote is null && value.All(static c => char.IsAsciiLetterOrDigit(c) || "_-./:@%+,=*".Contains(c, StringComparison.Ordinal)) ? value
        : quote is '"' && !value.AsSpan().ContainsAny("\"\\$`") ? $"\"{value}\""
        : DotEnvQuoting.Quote(value);

    private static string WithDollar(string text, string value, char? quote) =>
        DotEnvQuoting.NeedsDollar(value) && Quoted(value, quote).Contains(DotEnvQuoting.Dollar, StringComparison.Ordinal)
            && DotEnvReader.Read(text).Entries.All(static e => e.Name != DotEnvQuoting.Dollar)
            ? $"# Stands for the dollar sign in values below: no quoting of it suits every reader.\n{DotEnvQuoting.Dollar}='$'\n{text}"
            : text;
}
