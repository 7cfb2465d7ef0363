using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.PlainText;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Drafts;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Common;

/// <summary>Writes the page that tells a person what lies in the directory and what to do with it.</summary>
internal static class InstallReadme
{
    public static string Write(Plan plan, ITarget target, ImmutableArray<GeneratedFile> files)
    {
        var page = new Markdown();
        var commands = target.Instructions(plan);
        page.Heading(1, $"Mathesar {plan.Release} with {target.Title}");
        page.Paragraph($"Open it at <{plan.Url}>. The commands below are typed in this directory. {commands.Elsewhere}".TrimEnd());
        Task(page, "Start", commands.Start,
            "The first start takes a few minutes: "
                + $"{(target.Kind.Home is TargetHome.Host ? "Mathesar is downloaded and installed" : "images are downloaded")} and the database is "
                + $"prepared. {Administrator(plan.Answers)}");
        Task(page, "Stop", commands.Stop, "Nothing is lost.");
        Task(page, "See what it does", commands.Logs, "");
        page.Heading(2, "Change an answer");
        page.Paragraph($"Edit {Markdown.Code(AnswersFile.Name)}, look at what would change, and write it:");
        page.Fence("mathesar-setup diff\nmathesar-setup generate", "sh");
        page.Paragraph("Then start it again. Files that you edited yourself are not replaced without being asked to.");
        Task(page, "Back up", commands.Backup,
            $"Keep {Markdown.Code(AnswersFile.SecretsName)} with it: without the secret key in it, every stored database "
                + "password has to be typed again.");
        Task(page, "Load a backup", commands.Restore,
            "It replaces all that the database holds now. That a role exists already is no fault. Every row is as it was, but tables get new "
                + "numbers, and by those Mathesar remembers how columns are shown, explorations and forms: make these anew. "
                + "Only a copy of the stopped database's files keeps them.");
        Update(page, plan, target, commands);
        Task(page, "Remove", commands.Remove, "The data stays. It is deleted only by a command of its own, on purpose.");
        SingleSignOn(page, plan.Answers);
        page.Heading(2, "What lies here");
        page.Table(["File", "What it is for", "Mode"],
            files.Select(f => new[] { Markdown.Code(f.Path), f.About, $"`{Convert.ToString((int)f.Mode, 8).PadLeft(4, '0')}`" }));
        page.Paragraph("Files with the mode `0600` hold secrets and are readable by their owner alone.");
        return page.Write();
    }

    // In one block, so that nothing of it is left out.
    private static void Update(Markdown page, Plan plan, ITarget target, Instructions commands)
    {
        page.Heading(2, "Update");
        page.Fence(string.Join('\n',
        [
            commands.Backup.Length > 0
                ? commands.Backup
                : "# Back up Mathesar's database on your server first, and every database that Mathesar works on.",
            .. UpdateCommands.Of(plan, target),
            commands.Update,
        ]), "sh");
        page.Paragraph("Put the release that you want in place of RELEASE. Then log in as an administrator and press *Upgrade* on the card of each "
            + "database, which holds functions of Mathesar's own.");
        page.Paragraph("An older release cannot read what a newer one has written. The way back is "
            + $"{Markdown.Code("mathesar-setup history --restore NUMBER")}, which puts the former files back, and the backup from "
            + "before the update, loaded with them.");
    }

    private static void Task(Markdown page, string title, string command, string about)
    {
        if (command.Length == 0)
        {
            return;
        }

        page.Heading(2, title);
        page.Fence(command, "sh");
        if (about.Length > 0)
        {
            page.Paragraph(about);
        }
    }

    private static string Administrator(Answers answers)
    {
        var (name, password) = (Markdown.Code(answers.Get(SecretSettings.AdminName)),
            $"the password that stands below `admin` in {Markdown.Code(AnswersFile.SecretsName)}");
        return LoginWays.Of(answers) switch
        {
            LoginWay.SingleSignOn => "Log in through single sign-on: logging in by password is switched off.",
            LoginWay.AsBefore => "Log in as before: the accounts of the Mathesar that was taken over stay.",
            LoginWay.PerhapsNew =>
                $"If the database holds no administrator yet, {name} is made before Mathesar answers, with {password}. "
                    + "Accounts that are there stay as they are.",
            _ => $"The administrator {name} is made before Mathesar answers, with {password}. Change it in Mathesar after the first login.",
        };
    }

    private static void SingleSignOn(Markdown page, Answers answers)
    {
        var providers = SsoSettings.Names(answers);
        if (providers is not [])
        {
            page.Heading(2, "Single sign-on");
            page.Paragraph("Register these callback URLs at the providers, to the letter:");
            page.Bullets(providers.Select(name =>
                $"{Markdown.Escape(SsoSettings.NameOf(answers, name))}: {Markdown.Code(SsoSettings.CallbackUrl(answers, name))}"));
        }
    }
}
