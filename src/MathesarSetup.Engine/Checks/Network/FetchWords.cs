namespace MathesarSetup.Engine.Checks.Network;

/// <summary>Why a server could not be read, in words that end a sentence, with what to do.</summary>
internal static class FetchWords
{
    public static string Of(FetchProblem problem, string host) => problem switch
    {
        FetchProblem.UnknownName => $"No address is known for {host}. Look for a typing error.",
        FetchProblem.Refused => $"{host} refuses the connection: no server listens on the port. Correct the address, or start the server.",
        FetchProblem.NoRoute => $"This machine has no way to {host}. Check the address and the network.",
        FetchProblem.Silent => $"{host} does not answer in full within 4 s. A firewall may drop the packets, or the server is overloaded.",
        FetchProblem.Untrusted =>
            $"Nobody whom this machine trusts signed the certificate of {host}. Give the server one of a known authority, or add its authority to "
                + "this machine and to the container.",
        FetchProblem.OtherName => $"The certificate that {host} shows is for other names. Use a name that it holds.",
        FetchProblem.Expired => $"The certificate of {host} is not valid at this time. Renew it, or set this machine's clock.",
        FetchProblem.NoTls =>
            $"What answers at {host} speaks no TLS that is used today. Correct the port, or write http:// where plain HTTP is meant.",
        FetchProblem.TooLarge => $"{host} answers with more than is expected there. Correct the address.",
        _ => $"What answers at {host} speaks no HTTP, or broke the connection off. Correct the address.",
    };
}
