namespace MathesarSetup.Catalogue.Validators;

/// <summary>What Mathesar's own form refuses as a password.</summary>
/// <remarks>createsuperuser --noinput passes it by (tried on 0.11.0), so it is refused here.</remarks>
internal static class PasswordStrength
{
    // The passwords that lists of leaks agree on, as far as they have the 8 characters that Mathesar asks for.
    private static readonly HashSet<string> s_common = new(
    [
        "password", "password1", "password12", "password123", "passw0rd", "p@ssw0rd", "p@ssword", "qwertyui", "qwertyuiop", "qwerty123",
        "qwerty12", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "zaq12wsx", "iloveyou", "sunshine", "princess", "football", "baseball",
        "basketball", "superman", "batman123", "starwars", "trustno1", "whatever", "computer", "internet", "michelle", "jennifer",
        "corvette", "mercedes", "maverick", "samantha", "asdfghjk", "asdfghjkl", "asdf1234", "abcd1234", "abc12345", "abcdefgh", "welcome1",
        "welcome123", "letmein1", "letmein123", "admin123", "admin1234", "administrator", "changeme", "changeme1", "changeme123",
        "default1", "mathesar", "mathesar1", "mathesar123", "postgres", "postgres1", "dragon123", "monkey123", "master123", "hello123",
        "secret123", "test1234",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the administrator's password; null when nothing is.</summary>
    public static string? Problem(Answers a)
    {
        var password = a.Get(SecretSettings.AdminPassword).Reveal();
        var name = a.Get(SecretSettings.AdminName);
        var local = a.Get(SecretSettings.AdminEmail).Split('@')[0];
        return password switch
        {
            "" => "Without a password there is no administrator, and whoever opens Mathesar first would become one. Type one, or let one be "
                + "generated.",
            { Length: < 8 } => $"The password has {Codecs.Characters(password.Length)}; Mathesar asks for 8 or more.",
            _ when password.All(char.IsDigit) => "Mathesar refuses a password of digits alone. Add letters.",
            _ when s_common.Contains(password) => "This is one of the passwords that are tried first. Choose another.",
            _ when IsSimilar(password, name) || IsSimilar(password, local) =>
                "The password is too much like the user name or the e-mail address. Choose another.",
            _ => null,
        };
    }

    private static bool IsSimilar(string password, string name) =>
        name.Length >= 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase) && name.Length * 2 >= password.Length;
}
