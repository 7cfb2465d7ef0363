using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the secret key and the first administrator.</summary>
public static class SecretFinding
{
    public static readonly FindingKind WeakPassword = FindingKind.Error("admin.weak-password",
        "Mathesar refuses passwords that are short, common, all digits or like the name. Choose another, or let one be generated.");

    public static readonly FindingKind NoKey = FindingKind.Error("secrets.no-key",
        "Mathesar needs a secret key that stays the same. Let one be generated, or type the one of the installation that you move.");

    public static readonly FindingKind PublicKey = FindingKind.Error("secrets.public-key",
        "This key stands in public files of Mathesar 0.1.4 to 0.4.0, so anybody can forge a login. Let a new one be generated.");

    public static readonly FindingKind PublicKeyKept = FindingKind.Warning("secrets.public-key-kept",
        "An imported installation uses a key that stands in public files. It is kept, because stored passwords are encrypted with it; rotate it.");

    public static readonly FindingKind ShortKey = FindingKind.Warning("secrets.short-key",
        "With 32 or more characters nobody can guess the key. Let one be generated.");
}
