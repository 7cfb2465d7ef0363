namespace MathesarSetup.Engine.Docker;

/// <summary>Names of processors, as images have them.</summary>
internal static class ImageArchitecture
{
    /// <summary>The image's name for what an engine or a kernel calls the processor.</summary>
    public static string Normal(string name) => name switch
    {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        "armv7l" or "armhf" => "arm",
        "i686" or "i386" => "386",
        _ => name,
    };
}
