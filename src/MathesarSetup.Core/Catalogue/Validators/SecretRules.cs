using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about the secret key and the first administrator.</summary>
internal static class SecretRules
{
    // The two keys that stood in Mathesar's public files from 0.1.4 to 0.4.0: known to everybody.
    private static readonly HashSet<string> s_publicKeys = new(
        ["2gr6ud88x=(p855_5nbj_+7^gw-iz&n7ldqv%94mjaecl+b9=4", "2gr6ud88x=(p855_5nbj_+7^bw-iz&n7ldqv%94mjaecl+b9=4"], StringComparer.Ordinal);

    // The passwords that lists of leaks agree on, as far as they have the 8 characters that Mathesar asks for.
    private static readonly HashSet<string> s_common = new(
    [
        "password", "password1", "password12", "password123", "passw0rd", "p@ssw0rd", "p@ssword", "qwertyui", "qwertyuiop", "qwerty123", "qwerty12", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "zaq12wsx",
        "iloveyou", "sunshine", "princess", "football", "baseball", "basketball", "superman", "batman123", "starwars", "trustno1", "whatever", "computer", "internet", "michelle", "jennifer", "corvette",
        "mercedes", "maverick", "samantha", "asdfghjk", "asdfghjkl", "asdf1234", "abcd1234", "abc12345", "abcdefgh", "welcome1", "welcome123", "letmein1", "letmein123", "admin123", "admin1234",
        "administrator", "changeme", "changeme1", "changeme123", "default1", "mathesar", "mathesar1", "mathesar123", "postgres", "postgres1", "dragon123", "monkey123", "master123", "hello123", "secret123", "test1234",
    ], StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<Finding> Check(Answers a)
    {
        var key = a.Get(SecretSettings.Key);
        if (key.IsEmpty)
        {
            yield return Finding.Error("secrets.no-key", "Mathesar needs a secret key that stays the same. Let one be generated, or type the one of the installation that you move.", SecretSettings.Key.Key);
        }
        else if (s_publicKeys.Contains(key.Reveal()))
        {
            const string why = "This key stands in public files of Mathesar 0.1.4 to 0.4.0, so anybody can forge a login.";
            yield return KeptSettings.IsImported(a)
                ? Finding.Warning("secrets.public-key-kept", $"{why} It is kept, because the stored database passwords are encrypted with it. To get rid of it, give a new key and type each stored password again in Mathesar.", SecretSettings.Key.Key)
                : Finding.Error("secrets.public-key", $"{why} Let a new one be generated.", SecretSettings.Key.Key);
        }
        else if (key.Reveal().Length < 32)
        {
            yield return Finding.Warning("secrets.short-key", $"The key has {key.Reveal().Length} characters. With 32 or more nobody can guess it.", SecretSettings.Key.Key);
        }

        if (PasswordProblem(a) is { } problem)
        {
            yield return Finding.Error("admin.weak-password", problem, SecretSettings.AdminPassword.Key);
        }
    }

    // Mathesar's own form has these rules, but createsuperuser --noinput passes them by (tried on 0.11.0), so they are kept here.
    private static string? PasswordProblem(Answers a)
    {
        var password = a.Get(SecretSettings.AdminPassword).Reveal();
        var name = a.Get(SecretSettings.AdminName);
        var local = a.Get(SecretSettings.AdminEmail).Split('@')[0];
        return password switch
        {
            "" => "Without a password there is no administrator, and whoever opens Mathesar first would become one. Type one, or let one be generated.",
            { Length: < 8 } => $"The password has {password.Length} characters; Mathesar asks for 8 or more.",
            _ when password.All(char.IsDigit) => "Mathesar refuses a password of digits alone. Add letters.",
            _ when s_common.Contains(password) => "This is one of the passwords that are tried first. Choose another.",
            _ when IsSimilar(password, name) || IsSimilar(password, local) => "The password is too much like the user name or the e-mail address. Choose another.",
            _ => null,
        };
    }

    private static bool IsSimilar(string password, string name) =>
        name.Length >= 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase) && name.Length * 2 >= password.Length;
}
