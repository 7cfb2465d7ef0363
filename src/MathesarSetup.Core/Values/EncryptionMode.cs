namespace MathesarSetup.Values;

/// <summary>Whether a connection to PostgreSQL is encrypted, and how the server proves who it is: libpq's <c>sslmode</c>, weakest first.</summary>
public enum EncryptionMode
{
    Disable,
    Allow,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

/// <summary>What a mode of encryption asks for.</summary>
public static class EncryptionModes
{
    /// <summary>Whether nothing crosses the network in the clear.</summary>
    public static bool IsRequired(this EncryptionMode mode) => mode >= EncryptionMode.Require;

    /// <summary>Whether the server's certificate is compared with an authority.</summary>
    public static bool IsVerified(this EncryptionMode mode) => mode >= EncryptionMode.VerifyCa;
}
