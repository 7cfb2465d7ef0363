using System.Text;

namespace MathesarSetup.Testing;

/// <summary>A directory of its own for one test, gone when the test is over.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mathesar-setup-test-").FullName;

    /// <summary>The full path of a file below the directory.</summary>
    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file as UTF-8 without a byte order mark, with its parent directories, and gives its full path.</summary>
    public string Write(string relative, string text)
    {
        var path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        return path;
    }

    public string Read(string relative) => File.ReadAllText(At(relative));

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
