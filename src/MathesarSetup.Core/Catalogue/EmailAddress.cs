using System.Net.Mail;

namespace MathesarSetup.Catalogue;

/// <summary>E-mail addresses.</summary>
public static class EmailAddress
{
    public static readonly Codec<string> Required = Codecs.Text("you@example.com", Check, TextForm.Email);

    public static readonly Codec<string> Optional =
        Codecs.Text("you@example.com", text => text.Length == 0 ? null : Check(text), TextForm.Email);

    private static string? Check(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text
        ? null
        : "An e-mail address looks like you@example.com.";
}
