namespace MathesarSetup.Web.Components.Preview;

/// <summary>File modes as people know them.</summary>
public static class FileModes
{
    /// <summary>Four octal digits, such as <c>0600</c>.</summary>
    public static string Text(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8).PadLeft(3, '0');
}
