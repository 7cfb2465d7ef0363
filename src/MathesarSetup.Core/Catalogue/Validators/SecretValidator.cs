using FluentValidation;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The secret key and the first administrator.</summary>
internal sealed class SecretValidator : AbstractValidator<Answers>
{
    private const string KnownToAll = "This key stands in public files of Mathesar 0.1.4 to 0.4.0, so anybody can forge a login.";

    // The two keys that stood in Mathesar's public files from 0.1.4 to 0.4.0: known to everybody.
    private static readonly HashSet<string> s_publicKeys = new(
        ["2gr6ud88x=(p855_5nbj_+7^gw-iz&n7ldqv%94mjaecl+b9=4", "2gr6ud88x=(p855_5nbj_+7^bw-iz&n7ldqv%94mjaecl+b9=4"], StringComparer.Ordinal);

    public SecretValidator()
    {
        RuleFor(a => a).Must(static a => !a.Get(SecretSettings.Key).IsEmpty)
            .Says(SecretFinding.NoKey, SecretSettings.Key)
            .DependentRules(GivenKey);

        RuleFor(a => a).Must(static a => PasswordStrength.Problem(a) is null)
            .Unless(static a => LayoutSettings.IsInPlace(a) && a.Get(SecretSettings.AdminPassword).IsEmpty)
            .Says(SecretFinding.WeakPassword, SecretSettings.AdminPassword, static a => PasswordStrength.Problem(a)!);
    }

    private void GivenKey()
    {
        RuleFor(a => a).Must(static a => !IsPublic(a))
            .When(KeptSettings.IsImported)
            .Says(SecretFinding.PublicKeyKept, SecretSettings.Key,
                static _ => $"{KnownToAll} It is kept, because the stored database passwords are encrypted with it. To get rid of it, give a new "
                    + "key and type each stored password again in Mathesar.");

        RuleFor(a => a).Must(static a => !IsPublic(a))
            .Unless(KeptSettings.IsImported)
            .Says(SecretFinding.PublicKey, SecretSettings.Key);

        RuleFor(a => a).Must(static a => Key(a).Length >= 32)
            .Says(SecretFinding.ShortKey, SecretSettings.Key,
                static a => $"The key has {Codecs.Characters(Key(a).Length)}. With 32 or more nobody can guess it.");
    }

    private static string Key(Answers a) => a.Get(SecretSettings.Key).Reveal();

    private static bool IsPublic(Answers a) => s_publicKeys.Contains(Key(a));
}
