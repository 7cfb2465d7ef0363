using MathesarSetup.Catalogue;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>A port of the machine that a service opens, whether it was planned or written into a file by a person.</summary>
/// <param name="From">The setting that it comes from; null for one that a person wrote.</param>
internal sealed record OpenedPort(Service Service, ListenAddress Address, int Number, Setting? From)
{
    public static OpenedPort Of(Service service, PublishedPort port) => new(service, port.Address, port.Machine, port.From);
}
