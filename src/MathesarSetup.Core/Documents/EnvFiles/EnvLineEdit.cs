namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// Changes single variables of a person's file of variables that no Compose reads, and no other line: for systemd and Mathesar's launcher, or raw,
/// as Podman's <c>EnvironmentFile=</c> reads it.
/// </summary>
internal static class EnvLineEdit
{
    /// <summary>The text with a variable set where it stands last, or at the end; null where no line of it can hold the value.</summary>
    /// <param name="variables">What whoever reads the file finds in it.</param>
    /// <param name="isRaw">Whether the rest of the line is the value, quotation marks and all.</param>
    public static string? Set(string text, IEnumerable<HostVariable> variables, string name, string value, bool isRaw)
    {
        if (!(isRaw ? RawEnvFile.CanCarry(value) : HostEnvFile.CanCarry(value)))
        {
            return null;
        }

        var lines = text.Split('\n').ToList();
        var ending = text.Contains("\r\n", StringComparison.Ordinal) ? "\r" : "";
        if (variables.LastOrDefault(v => v.Name == name) is not { } present)
        {
            lines.Insert(lines[^1].Length == 0 ? lines.Count - 1 : lines.Count, $"{name}={Written(value, "", isRaw)}{ending}");
            return string.Join('\n', lines[^1].Length == 0 ? lines : lines.Append(""));
        }

        var line = lines[present.Line - 1];
        var head = line[..(line.IndexOf('=', StringComparison.Ordinal) + 1)];
        lines[present.Line - 1] = $"{head}{Written(value, line[head.Length..].TrimEnd('\r'), isRaw)}{(line.EndsWith('\r') ? "\r" : "")}";
        lines.RemoveRange(present.Line, present.Last - present.Line);
        return string.Join('\n', lines);
    }

    /// <summary>The text without the lines of a variable.</summary>
    public static string Remove(string text, IEnumerable<HostVariable> variables, string name)
    {
        var lines = text.Split('\n').ToList();
        foreach (var present in variables.Where(v => v.Name == name).Reverse().ToArray())
        {
            lines.RemoveRange(present.Line - 1, present.Last - present.Line + 1);
        }

        return string.Join('\n', lines);
    }

    /// <summary>The variables of a raw file with their lines.</summary>
    public static IEnumerable<HostVariable> ReadRaw(string text) => text.TrimStart('\uFEFF').Split('\n')
        .Select(static (line, i) => (Text: line.Trim(), Line: i + 1))
        .Where(static l => l.Text.Length > 0 && l.Text[0] != '#' && l.Text.IndexOf('=', StringComparison.Ordinal) > 0)
        .Select(static l => new HostVariable(l.Text[..l.Text.IndexOf('=', StringComparison.Ordinal)],
            l.Text[(l.Text.IndexOf('=', StringComparison.Ordinal) + 1)..], l.Line, l.Line));

    // In the quotation marks that were there, where they can hold it alike for systemd, for a shell and for xargs.
    private static string Written(string value, string former, bool isRaw) => isRaw || (former is not ['"' or '\'', ..] && IsSimple(value)) ? value
        : former is ['"', ..] && !value.AsSpan().ContainsAny("\"\\$`") ? $"\"{value}\""
        : $"'{value.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";

    private static bool IsSimple(string value) =>
        value.All(static c => char.IsAsciiLetterOrDigit(c) || "_-./:@%+,=".Contains(c, StringComparison.Ordinal));
}
