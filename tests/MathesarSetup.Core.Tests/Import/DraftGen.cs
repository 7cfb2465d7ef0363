using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>Drafts of any size: examples, hostile texts and half-typed ones, at every setting and under any name.</summary>
internal static class DraftGen
{
    private static readonly Gen<string> s_name =
        Gen.OneOf(Gen.Const("google"), HostileText.OneLine.Select(t => t.Replace('.', '-')).Where(KeyPattern.IsName));

    private static readonly Gen<(string Key, string Text)> s_entry =
        from setting in Gen.Int[0, Settings.All.Length - 1].Select(i => Settings.All[i])
        from names in s_name.Array[setting.Key.Count(c => c == '*')]
        from text in Gen.Frequency((3, Gen.Const(setting.ExampleText)), (2, HostileText.OneLine), (1, HostileText.Lines), (1, Gen.Const("")))
        select (setting.At(names), text);

    public static Gen<Draft> Any { get; } =
        s_entry.Array[0, 25].Select(entries => entries.Aggregate(Draft.Empty, (draft, e) => draft.With(e.Key, e.Text)));
}
