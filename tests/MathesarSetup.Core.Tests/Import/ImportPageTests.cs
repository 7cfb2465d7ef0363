using MathesarSetup.Documents.PlainText;
using MathesarSetup.Findings;
using MathesarSetup.Reference;
using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>docs/import.md tells what each kind of installation imports to, by importing it. UPDATE_GOLDEN=1 writes it.</summary>
public sealed class ImportPageTests
{
    [Fact]
    public void The_page_in_docs_is_current()
    {
        var path = Path.Combine(Repository.Root(), "docs", "import.md");
        var text = Page();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string Page()
    {
        var page = new Markdown();
        page.Heading(1, "Importing an installation");
        page.Paragraph("`mathesar-setup import` and *Change an existing installation* in the wizard read what is there and turn it into answers: "
            + "a generated directory, Mathesar's Compose files of every release, an installation without containers, containers themselves, pasted "
            + "`docker run` lines and env files.");
        page.Fence("mathesar-setup import ./mathesar --show    # look, write nothing\n"
            + "mathesar-setup import ./mathesar           # write mathesar.yaml and mathesar.secrets.yaml there\n"
            + "mathesar-setup diff --dir ./mathesar       # what generate would change\nmathesar-setup generate --dir ./mathesar", "sh");
        page.Bullets(
        [
            "Names of project, services and containers, volumes and directories, ports and images stay, so that `docker compose up -d` finds its "
                + "data and renews the containers in place.",
            "What is not understood is listed line by line. Of a Compose file it goes on in `compose.override.yaml`; "
                + "variables that were not understood stay in `.env`. An override file that is there already keeps its lines.",
            "The old files become version 1 of the history: `mathesar-setup history --restore 1` brings them back, and takes away what was made "
                + "since. That makes a version too, so it can be undone.",
            "Generated units of Podman and of systemd, manifests and Helm's values are read even without `mathesar.yaml`. "
                + "They are written anew, so look at `diff` first: what a proxy's own file says, and the path of a database authority's certificate "
                + "in a cluster, cannot be read back.",
            "References, anchors, merge keys, several files and `.env` are read as Compose reads them.",
            "The release is what runs. The containers that were made from the directory are asked for it, running or not; "
                + "without containers the installed program says it; where neither answers, the last migration in a database that runs tells it, or "
                + "an exact tag of the image. What contradicts it in the files is told.",
            "Where nothing tells it, as with the tag `latest` in a cluster, `mathesar.version` is `unknown`, and nothing is generated or "
                + "applied before you say it: in `mathesar.yaml`, or with `--mathesar-version`. "
                + "Neither the newest release nor the look of the files is taken for it.",
            "`--container NAME`, or a label in its place, asks the engine that `apply` would use. Compose's labels lead to the directory, whose "
                + "files are read; a secret key that Mathesar made inside is fetched from there, running or not. "
                + "What runs with other values than the files say is told. Where the directory is gone, only what the containers say is known: "
                + "nothing can then warn of another release or key.",
            "In the wizard an installation is changed where it lies: the start page offers the directory that it was started in, those worked in "
                + "before, and the containers of Mathesar with the directories that they were made from.",
            "Nothing is written while an error stands: Mathesar 0.1.x cannot be upgraded in place, and a secret key that cannot be read has to be "
                + "given with `--secrets-key-file`.",
        ]);
        page.Heading(2, "What each imports to");
        page.Paragraph("The rows are made by importing installations in the shapes that people have. The first number of a name is the release.");
        page.Table(["Installation", "Release", "Database", "Data", "Reached by", "Not understood", "Findings"], Installations.Names.Select(Row));
        return page.Write();
    }

    private static string[] Row(string name)
    {
        var reading = Importer.Read(Installations.Request(name));
        string Text(params string[] keys) => string.Join(", ",
            keys.Select(k => reading.Draft.Texts.GetValueOrDefault(k)).Where(t => t is { Length: > 0 }).Select(t => Markdown.Code(t!)));
        return
        [
            Markdown.Escape(name.Replace('-', ' ')),
            Markdown.Escape(reading.Release is { } release ? $"{release.Value}{(release.IsExact ? "" : " or older")}" : "asked"),
            Text("database.mode", "database.image", "database.host"),
            Text("kept.database-data", "kept.media-data", "kept.secrets-data"),
            Text("access.url", "proxy.kind", "access.port"),
            Markdown.Escape($"{reading.Unread.Length} lines"),
            string.Join(", ", reading.Findings.Where(f => f.Severity is not Severity.Note).Select(f => Markdown.Code(f.Code))),
        ];
    }
}
