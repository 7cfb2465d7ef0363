using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Drafts;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>
/// An installation as one command for a POSIX shell, to be pasted on another machine. It carries no secret: those that this program makes are made
/// where it runs, and those that a person typed are asked for there.
/// </summary>
public static class ShellExport
{
    // What every format carries without quotes, or between double quotes in YAML. Other secrets need the archive.
    private const string Carried = "A-Za-z0-9._/+=:;,@%^~-";

    // The files are not needed to run, and as long as all of the others.
    private static readonly string[] s_leftOut = [AnswersFile.SchemaName];

    /// <summary>The command. The directory is called like the installation and must not exist yet.</summary>
    public static string Write(Draft draft)
    {
        // Where it runs there is no data of another place yet, which a kept password would be for.
        var exported = KeptPasswords.All.Aggregate(draft.Expanded(), static (d, kept) => d.With(kept, null));
        var secrets = ExportedSecret.Of(exported);
        var marked = secrets.Aggregate(exported, static (d, secret) => d.With(secret.Key, secret.Mark));
        var setup = Setup.Of(marked);
        return $"sh -c {Sh.Quote(Script(setup, secrets).Write())}\n";
    }

    private static ShellScript Script(Setup setup, ImmutableArray<ExportedSecret> secrets)
    {
        var script = new ShellScript($"Makes the directory {setup.Plan.Name} with everything that runs Mathesar {setup.Plan.Release}.");
        script.Run("umask", "077");
        script.Run("export", "LC_ALL=C");
        script.If(Sh.Test("-e", setup.Plan.Name),
            then => Fail(then, $"{setup.Plan.Name} exists already, so nothing was written. Move it away, or run this in another directory."));
        secrets.Where(s => !s.IsMade).ToList().ForEach(secret => Ask(script, secret));
        secrets.Where(s => s.IsMade).ToList().ForEach(secret => script.Assign(secret.Variable, Sh.Output(
            Sh.Command("tr", "-dc", "A-Za-z0-9").From("/dev/urandom").Into(Sh.Command("head", "-c", $"{secret.Length}")))));
        script.Run("mkdir", setup.Plan.Name);
        script.Run("cd", setup.Plan.Name);
        foreach (var file in setup.Files.Where(f => !s_leftOut.Contains(f.Path)))
        {
            Write(script, file, secrets);
        }

        script.Run("printf", "%s\\n", $"Made {setup.Plan.Name}. Start it with: cd {Sh.Quote(setup.Plan.Name)} && {setup.Instructions.Start}");
        return script;
    }

    private static void Ask(ShellScript script, ExportedSecret secret)
    {
        script.If(Sh.Test("-t", "0"), then => then.Run("stty", "-echo"));
        script.Run(Sh.Command("printf", "%s: ", secret.Title).ToStandardError());
        script.Run("read", "-r", secret.Variable);
        script.If(Sh.Test("-t", "0"), then => then.Run("stty", "echo"));
        script.Run(Sh.Command("printf", "\\n").ToStandardError());
        var strange = Sh.Output(Sh.Command("printf", "%s", Sh.Variable(secret.Variable)).Into(Sh.Command("tr", "-d", Carried)));
        script.If(Sh.Test("-z", Sh.Variable(secret.Variable)).OrElse(Sh.Test("-n", strange)), then =>
            Fail(then, "This command takes letters, digits and . _ / + = : ; , @ % ^ ~ - in a secret. "
                + "For any other, use the archive. Nothing was written."));
    }

    private static void Write(ShellScript script, GeneratedFile file, ImmutableArray<ExportedSecret> secrets)
    {
        if (file.Path.LastIndexOf('/') is > 0 and var slash)
        {
            script.Run("mkdir", "-p", file.Path[..slash]);
            script.Run("chmod", "755", file.Path[..slash]);
        }

        var used = secrets.Where(s => file.Content.Contains(s.Mark, StringComparison.Ordinal)).ToArray();
        if (used is [])
        {
            script.WriteFile(file.Path, file.Content);
        }
        else
        {
            script.WriteFile(file.Path, used.Aggregate(file.Content, (text, secret) => Quoted(file.Path, text, secret.Mark)),
                used.Select(s => (s.Mark, s.Variable)));
        }

        if (!file.IsPrivate)
        {
            script.Run("chmod", Convert.ToString((int)file.Mode, 8), file.Path);
        }
    }

    // A YAML reader may take a plain 12345e10 for a number.
    private static string Quoted(string path, string text, string mark) =>
        path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal)
            ? text.Replace($": {mark}\n", $": \"{mark}\"\n", StringComparison.Ordinal)
            : text;

    private static void Fail(ShellBlock block, string message)
    {
        block.Run(Sh.Command("printf", "%s\\n", message).ToStandardError());
        block.Run("exit", "1");
    }
}
