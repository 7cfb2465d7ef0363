using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>What must hold between answers. A single answer's form is its codec's business.</summary>
public static class Rules
{
    private static readonly ImmutableArray<Func<Answers, IEnumerable<Finding>>> s_all =
        [NameRules.Check, ReleaseRules.Check, AccessRules.Check, ProxyRules.Check, DatabaseRules.Check, SecretRules.Check, SsoRules.Check, FileRules.Check, TuningRules.Check, KubernetesRules.Check, TargetRules.Check];

    /// <summary>Every finding about answers that can each be read, in the order of the steps.</summary>
    public static ImmutableArray<Finding> Check(Answers answers) => [.. s_all.SelectMany(rules => rules(answers))];
}
