using System.Net.Sockets;
using MathesarSetup.Engine.Processes;
using Microsoft.AspNetCore.Connections;

namespace MathesarSetup.Web.Listening;

/// <summary>Why the wizard could not listen, as a sentence with the way out.</summary>
internal static class ListenProblem
{
    /// <summary>Null when the failure is another.</summary>
    public static string? Explain(ServeOptions options, Exception problem) => problem switch
    {
        AddressInUseException or { InnerException: AddressInUseException } => Taken(options),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => Taken(options),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"Port {options.Port} belongs to the system: ports below 1024 need more rights. Choose another with --port.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            $"This machine has no address {options.Listen}. Give --listen one that it has, such as 127.0.0.1.",
        { InnerException: { } inner } => Explain(options, inner),
        _ => null,
    };

    private static string Taken(ServeOptions options) =>
        $"Port {options.Port} is already taken{(PortHolder.Find(options.Port) is { } holder ? $" by {holder}" : "")}. "
        + "Stop that, or choose another with --port; --port 0 takes a free one.";
}
