using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// The ways to give a scalar of a Compose file another value: at the variable of <c>.env</c> that it refers to, at the default behind <c>:-</c>, or
/// in place of the reference.
/// </summary>
internal sealed class ComposeScalarEdits(EditRequest edit)
{
    private readonly ImmutableDictionary<string, string> _variables =
        edit.Text(DotEnv.FileName) is { } env ? DotEnvReader.Values(env) : ImmutableDictionary<string, string>.Empty;

    /// <summary>What a text of the file stands for.</summary>
    public string Resolve(string raw) => Interpolation.Expand(raw, _variables.GetValueOrDefault);

    /// <param name="head">What stands before the value in the same scalar, such as <c>NAME=</c>.</param>
    public IEnumerable<ImmutableArray<FoundFile>> Of(ComposeNode node, string value, string head = "")
    {
        if (node.Value is not YamlNode.Scalar scalar)
        {
            yield break;
        }

        var wanted = head + value;
        foreach (var reference in ReferenceSpan.In(scalar.Value))
        {
            if (Between(scalar.Value, reference, wanted) is not { } middle)
            {
                continue;
            }

            var isSet = _variables.ContainsKey(reference.Name);
            if (isSet)
            {
                yield return edit.With(DotEnv.FileName, DotEnvEdit.Set(edit.Text(DotEnv.FileName)!, reference.Name, middle));
            }

            if (reference.Default is { } start && !middle.AsSpan().ContainsAny("${}"))
            {
                yield return Written(node, scalar, $"{scalar.Value[..start]}{middle}{scalar.Value[(reference.End - 1)..]}");
            }

            if (!isSet)
            {
                yield return edit.With(DotEnv.FileName, DotEnvEdit.Set(edit.Text(DotEnv.FileName) ?? "", reference.Name, middle));
            }
        }

        yield return Written(node, scalar, ComposeText.Literal(wanted));
    }

    private ImmutableArray<FoundFile> Written(ComposeNode node, YamlNode.Scalar scalar, string raw) =>
        edit.With(node.File.Path, new YamlEdit(node.File.Text).Replace(scalar, raw, node.InFlow));

    // What the reference would have to stand for; null when what is around it does not fit.
    private string? Between(string raw, ReferenceSpan reference, string wanted)
    {
        var (before, after) = (Resolve(raw[..reference.Start]), Resolve(raw[reference.End..]));
        return wanted.Length >= before.Length + after.Length && wanted.StartsWith(before, StringComparison.Ordinal)
            && wanted.EndsWith(after, StringComparison.Ordinal)
            ? wanted[before.Length..(wanted.Length - after.Length)]
            : null;
    }
}
