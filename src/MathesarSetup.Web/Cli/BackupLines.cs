using System.Globalization;
using System.Text.Json;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components.Layout;

namespace MathesarSetup.Web.Cli;

/// <summary>A backup in one line, and as JSON.</summary>
internal static class BackupLines
{
    public static string Of(FoundBackup found) => found.Manifest is { } manifest
        ? string.Create(CultureInfo.InvariantCulture, $"{manifest.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss}  {manifest.Release,-8} ")
            + $"{Sizes.Bytes(found.Size),9}  {(found.Problem is null ? "good" : "no good"),-8} {Path.GetFileName(found.Path)}"
        : $"{"unknown",-19}  {"",-8} {Sizes.Bytes(found.Size),9}  {"no good",-8} {Path.GetFileName(found.Path)}";

    public static void Write(Utf8JsonWriter json, FoundBackup found)
    {
        json.WriteString("path", found.Path);
        json.WriteBoolean("good", found.Problem is null);
        json.WriteNumber("size", found.Size);
        if (found.Manifest is { } manifest)
        {
            json.WriteString("time", manifest.Time);
            json.WriteString("name", manifest.Name);
            json.WriteString("installation", manifest.Installation);
            json.WriteString("release", manifest.Release);
            json.WriteNumber("serverVersion", manifest.ServerVersion);
            json.WriteBoolean("holdsSecrets", manifest.HoldsSecrets);
        }

        FindingOutput.WriteFindings(json, new[] { found.Problem }.OfType<Finding>());
    }
}
