using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>The codecs that several settings share.</summary>
public static class Codecs
{
    // Readers of env files have limits of their own, from 64 kB down; no real secret comes near.
    private const int LongestSecret = 4096;

    private const int LongestLine = 1000;

    /// <summary>One line of text without control characters; surrounding blanks are dropped.</summary>
    public static readonly Codec<string> Line = Text(null, static text => null);

    /// <summary>Any printable text on one line, kept to the last blank.</summary>
    public static readonly Codec<SecretText> Secret = Of(new Editor.Secret(), static s => s.Reveal(), ReadSecret);

    /// <summary>A secret that another service gave: blanks around it come from copying, and are no part of it.</summary>
    public static readonly Codec<SecretText> GivenSecret =
        Of(new Editor.Secret(), static s => s.Reveal(), static text => ReadSecret(text.Trim()));

    public static readonly Codec<bool> Flag = Of(new Editor.Toggle(), static b => b ? "true" : "false", static text => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => (true, null),
        "false" or "no" or "off" => (false, (string?)null),
        _ => (false, "Say true or false."),
    });

    public static readonly Codec<int> Port = Number(1, 65535, "", "A port is a whole number from 1 to 65535.");

    /// <summary>An IPv4 or IPv6 address of this machine, without a port.</summary>
    public static readonly Codec<ListenAddress> Address = Of(new Editor.Text("127.0.0.1"), static a => a.ToString(), static text =>
        text.Length > 0 && ListenAddress.Parse(text) is { } address
            ? (address, null)
            : (ListenAddress.Loopback, "An address looks like 127.0.0.1, 192.168.1.20 or ::1. For every address of this machine say 0.0.0.0."));

    /// <summary>A path on this machine that starts at the root.</summary>
    public static readonly Codec<string> AbsolutePath = Text("/etc/ssl/certs/ca.pem", static text =>
        text.Length > 0 && text[0] != '/' ? "Give the whole path, starting with a slash, such as /etc/ssl/certs/ca.pem."
        : text.Contains(':', StringComparison.Ordinal)
            ? "A colon ends a path in a mount, so one that holds a colon cannot be mounted. Choose another."
        : null);

    public static Codec<int> Number(int least, int most, string unit, string? problem = null) => Of(new Editor.Number(least, most, unit),
        static n => n.ToString(CultureInfo.InvariantCulture),
        text => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? (n, null)
            : (least, problem ?? $"Give a whole number from {least} to {most}{(unit.Length > 0 ? " " + unit : "")}."));

    /// <summary>One line of text with a check of its own: null is well, a sentence is not.</summary>
    public static Codec<string> Text(string? placeholder, Func<string, string?> check, TextForm form = TextForm.Any) =>
        Of(new Editor.Text(placeholder, form), static s => s, text =>
        text.Length > LongestLine ? ("", $"This has {LongestLine} characters at most.")
        : text.Any(char.IsControl) ? ("", "This stands on one line: take out line breaks, tabs and other control characters.")
        : HasLoneSurrogate(text) ? ("", "The text is not valid Unicode. Type it again.")
        : check(text.Trim()) is { } problem ? ("", problem) : (text.Trim(), (string?)null));

    /// <summary>One of a few texts.</summary>
    public static Codec<string> Choice(ImmutableArray<Option> options) =>
        new ChoiceCodec<string>([.. options.Select(static option => option.Text)], options);

    /// <summary>One of a few values, each with its text form, label and consequence.</summary>
    public static Codec<T> Choice<T>(params (T Value, Option Option)[] options) where T : notnull => new ChoiceCodec<T>(options);

    public static Codec<T> Of<T>(Editor editor, Func<T, string> format, Func<string, (T Value, string? Problem)> parse) where T : notnull =>
        new FunctionCodec<T>(editor, format, parse);

    /// <summary>A length in words.</summary>
    internal static string Characters(int count) => count == 1 ? "1 character" : $"{count} characters";

    private static (SecretText, string?) ReadSecret(string text) =>
        text.Length > LongestSecret ? (default, $"A secret has {LongestSecret} characters at most, so that every env file can carry it.")
        : text.Any(char.IsControl) ? (default, "A secret stands on one line: take out line breaks, tabs and other control characters.")
        : HasLoneSurrogate(text) ? (default, "The text is not valid Unicode. Type it again.")
        : (new SecretText(text), (string?)null);

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class FunctionCodec<T>(
        Editor editor, Func<T, string> format, Func<string, (T Value, string? Problem)> parse) : Codec<T> where T : notnull
    {
        public override Editor Editor => editor;

        public override string Format(T value) => format(value);

        public override bool TryParse(string text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem)
        {
            (value, problem) = parse(text);
            return problem is null;
        }
    }
}
