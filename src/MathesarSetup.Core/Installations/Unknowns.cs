using System.Buffers;
using System.Text.RegularExpressions;

namespace MathesarSetup.Installations;

/// <summary>Tells a text that a shell, a vault, a panel or another tool fills in from one that is meant as it stands.</summary>
public static partial class Unknowns
{
    // A quick look that leaves nearly every text alone.
    private static readonly SearchValues<char> s_marks = SearchValues.Create("$%{}[]<>#`:@~_(-");

    /// <summary>Whether another program puts something else in the text's place, or opens it, before anybody uses it.</summary>
    /// <param name="dollarsArePlain">Whether the format's own references are replaced already, so that a dollar sign stands for itself.</param>
    public static bool IsFilledInElsewhere(string text, bool dollarsArePlain = false) =>
        text.AsSpan().ContainsAny(s_marks)
            && (Templates().IsMatch(text) || Vaults().IsMatch(text.Trim()) || (!dollarsArePlain && References().IsMatch(text.Trim())));

    // Shells, Compose, Kubernetes and cmd. A text of other signs than those of paths and addresses is a password that happens to hold such signs.
    [GeneratedRegex(@"^[\w./:@,=?&+~-]*(?:\$\{[A-Za-z_]\w*(?:[:?+-][^}]*)?\}|\$\([^)]+\))(?:[\w./:@,=?&+~-]|\$\{[^}]*\}|\$\([^)]*\))*$"
        + @"|^\$(?:env:)?[A-Za-z_]\w*$|^%[A-Za-z_]\w*%$|^`[^`]+`$|://[^/@]*\$[A-Za-z_]\w*[^/@]*@")]
    private static partial Regex References();

    // Jinja, Go, Helm, GitHub and Ansible: {{ }}; Nomad: [[ ]]; ERB and Lodash: <% %>; Octopus: #{ }; whole texts only: __X__, @@X@@, ((X)), <x>.
    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}|\[\[\s*[.\w].*?\]\]|<%.*?%>|#\{[^}]+\}|^__[A-Za-z]\w*__$|^@@\w+@@$|^\(\([^)]+\)\)$"
        + @"|^~\{[^}]+\}$|^<[A-Za-z][\w .:/#-]*>$", RegexOptions.Singleline)]
    private static partial Regex Templates();

    // Places in a vault, and what SOPS, eyaml, Jasypt, dotenvx, age, PGP and Ansible leave of a text.
    [GeneratedRegex(@"^(?:op|vault|bao|infisical|doppler|bws|bitwarden|keepass\w*|keeper|lastpass|pass|sops|secret|secrets|sm|kms|keyring|keychain"
        + @"|conjur|chamber|berglas|phase|akeyless|ssm|ssmparameter|akv|keyvault|secretsmanager|(?:aws|gcp|azure)[\w-]*|ref\+\w+)://\S"
        + @"|^(?:vault|bao):\S+[#/]|^secretref:|^arn:aws[\w-]*:(?:secretsmanager|ssm|kms):|^projects/[^/\s]+/secrets/|^@Microsoft\.KeyVault\("
        + @"|^ENC[\[(].*[\])]$|^\{cipher\}|^encrypted:|^\$ANSIBLE_VAULT;|^-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----"
        + @"|^age-encryption\.org/", RegexOptions.Singleline)]
    private static partial Regex Vaults();
}
