using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>The key that encrypts, and the first administrator.</summary>
public static class SecretSettings
{
    public static readonly Setting<SecretText> Key = new()
    {
        Key = "secrets.key",
        Variable = "SECRET_KEY",
        Title = "Secret key",
        Help = "Encrypts the database passwords that Mathesar stores, and signs its sessions.",
        Why = "Losing or changing it makes every stored connection unreadable: each password has to be typed again. Keep a copy with your backups.",
        Secret = true,
        Cost = ChangeCost.BeforeInstall,
        Synonyms = ["encryption", "backup", "django"],
        Codec = Codecs.Secret,
        Default = _ => default,
        Example = new SecretText("k9Vb2Jc7Qw4Zt1Xm8Lp3Rs6Ny0Hd5Gf2Ba7Ue4Wi9Ok1Cj6Tx"),
        Settle = (machine, _) => machine.Alphanumeric(50),
    };

    public static readonly Setting<string> AdminName = new()
    {
        Key = "admin.username",
        Variable = "DJANGO_SUPERUSER_USERNAME",
        Title = "Administrator's name",
        Help = "The first administrator, made before anybody can open Mathesar.",
        Synonyms = ["superuser", "login", "user"],
        Codec = Codecs.Text("admin",
            text => text.Length is > 0 and <= 63 && text.All(c => char.IsLetterOrDigit(c) || c is '@' or '.' or '+' or '-' or '_')
                ? null
                : "A user name has 1 to 63 letters, digits and the characters @ . + - _"),
        Default = _ => "admin",
        Example = "grace",
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> AdminEmail = new()
    {
        Key = "admin.email",
        Variable = "DJANGO_SUPERUSER_EMAIL",
        Title = "Administrator's e-mail",
        Help = "Mathesar sends no mail; with single sign-on it is what joins the account to the login.",
        Synonyms = ["mail server", "smtp"],
        Codec = Codecs.Text("admin@localhost",
            text => text == "admin@localhost" || EmailAddress.Required.TryParse(text, out _, out _)
                ? null
                : "An e-mail address looks like you@example.com.", TextForm.Email),
        Default = _ => "admin@localhost",
        Example = "grace@example.com",
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<SecretText> AdminPassword = new()
    {
        Key = "admin.password",
        Variable = "DJANGO_SUPERUSER_PASSWORD",
        Title = "Administrator's password",
        Help = "The password with which the first administrator is made; change it in Mathesar afterwards.",
        Why = "It is used once, when there is no administrator yet. Without it Mathesar would make whoever opens it first the administrator.",
        Secret = true,
        Synonyms = ["superuser", "login"],
        Codec = Codecs.Secret,
        Default = _ => default,
        Example = new SecretText("tr0ubador & three"),
        Cost = ChangeCost.BeforeInstall,
        // Who runs Mathesar already has an administrator.
        Settle = (machine, answers) => LayoutSettings.IsInPlace(answers) ? null : machine.Alphanumeric(20),
    };

    public static readonly ImmutableArray<Setting> All = [Key, AdminName, AdminEmail, AdminPassword];
}
