using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>A unit, or what a service was started with, as it was before a run.</summary>
/// <param name="Base64">What it held; null where there was none. As a text, because a serializer writes no bytes and none at all alike.</param>
internal sealed record FormerFile(string Name, string? Base64)
{
    [JsonIgnore]
    public byte[]? Content => Base64 is null ? null : Convert.FromBase64String(Base64);

    public static FormerFile Of(string name, DiskFile? file) => new(name, file is null ? null : Convert.ToBase64String(file.Content));
}
