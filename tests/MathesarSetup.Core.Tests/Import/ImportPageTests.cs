using MathesarSetup.Documents.PlainText;
using MathesarSetup.Findings;
using MathesarSetup.Reference;
using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>docs/import.md tells what each kind of installation imports to, by importing it. UPDATE_GOLDEN=1 writes it.</summary>
public sealed class ImportPageTests
{
    // What is read of each form besides Compose files.
    private static readonly string[] s_forms =
    [
        "Units of Podman and of systemd, manifests and values of the generated chart are read whole, generated or not: each entry"
            + " is an answer, the same as would be generated, or listed. Generated files without `mathesar.yaml` come back as they "
            + "were, with what was written into them; only the site in the file of a proxy that runs in a container, and the path of a "
            + "database authority's certificate in a cluster, cannot be read back.",
        "Files of somebody else's in these forms stay theirs too, and a changed answer changes its own place. In units that is a value, one word "
            + "of an `Environment=` line in its own quotation marks, a drop-in, a port of the pod, or an option of the command that is started; in "
            + "files of variables the line, quoted as whoever reads it asks for. In manifests it is the image, a variable in `env`, the entry of a "
            + "ConfigMap or Secret behind it, in base64 where it stands so, the port of the Service with the Ingress that names it, the host, "
            + "replicas and limits. A new variable joins the others; a new mount of a container gets a drop-in of its own. JSON is left to the tool "
            + "that made it. Which release runs without containers no file says: the program itself is upgraded, and a warning says how. "
            + "`generate` ends with the command that puts the files to use.",
        "Podman's Quadlet: `.container`, `.pod` (its ports, mounts and networks count for its containers, and localhost is the "
            + "pod), `.volume`, `.network`, `.image`, `.build`, drop-ins, `PodmanArgs=`, `%` specifiers, and `EnvironmentFile=` where "
            + "the file lies beside the units. `Secret=NAME,type=env` is known to Podman alone, so its value is asked for. A `.kube` "
            + "unit is told, and the manifests that it names are read as a cluster's.",
        "Units of systemd: gunicorn and `mathesar run` in every spelling, behind `sh -c` and `env` too, with drop-ins and limits."
            + " `.env` is read as whoever reads it does: systemd, or Mathesar's launcher, which goes over what systemd read unless it "
            + "is told `-e`. `MEDIA_ROOT` stays where it ends in `/media`. A file of variables that is elsewhere is asked for, "
            + "and so is what a template leaves to its instance (`%i`).",
        "Manifests: several documents, lists as `kubectl get` hands them out, and JSON. Mathesar is told by its image, the port "
            + "by where it leads, the Ingress or route by its backend. Secrets that SOPS encrypted, that are sealed, or that only the "
            + "cluster has are asked for, or stay as `kubernetes.existing-secret` where their keys are called as the variables are.",
        "What another tool makes is refused with the command that writes it down: a HelmRelease of Flux, an Application of Argo "
            + "CD, values of somebody else's chart, a Kustomization that changes its manifests, which its name alone tells: "
            + "`kustomization.yaml`, `kustomization.yml` or `Kustomization`. Where it says which manifests it reads, others beside "
            + "are left alone, and one that is not here is told.",
        "Only a file called `.env`, or one that is made of such lines alone, is taken for variables of an installation without "
            + "containers. Where nothing but their names says that they are Mathesar's, a warning asks.",
    ];

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
            + "a generated directory, Mathesar's Compose files of every release, Quadlet and systemd units, manifests and values, an installation "
            + "without containers, containers themselves, pasted `docker run` lines and env files. Nothing that you wrote is lost on the way.");
        page.Fence("mathesar-setup import ./mathesar --show           # look, write nothing\n"
            + "mathesar-setup import ./mathesar                  # write mathesar.yaml and mathesar.secrets.yaml there\n"
            + "mathesar-setup generate --dir ./mathesar --access-port 8010    # change an answer in your own file\n"
            + "mathesar-setup import ./mathesar --rewrite        # or: lay the files out anew", "sh");
        page.Heading(2, "Three laws");
        page.Paragraph("**1. Every node has an owner.** An entry of a file is an answer, or it is the same as what "
            + "would be generated, or it is kept and "
            + "listed. Values are compared, not names. What a shell, a panel, a vault or another tool fills in is *unknown*: it is asked for, never "
            + "taken as it stands, and nothing is made up in its place.");
        page.Paragraph("**2. In place first.** Your files stay yours. `mathesar.yaml` notes `install.layout: "
            + "in-place`, and a changed answer changes its own "
            + "place and no other byte: the tag of an image, a port, a name in a list, a variable in `environment`, in "
            + "`.env`, in an `env_file`, or as "
            + "the default behind `:-`. A new variable joins the map that it belongs to; a service or a mount that was not there goes into an "
            + "override file beside. Where each answer lies is looked up anew each time, so you may move it. "
            + "`import`, then `generate`, changes nothing.");
        page.Paragraph("**3. No difference without a reason.** Before anything is written, what the files run before and "
            + "after is compared, part by part. "
            + "An edit in place is taken only if reading the files again shows what was meant and nothing else; otherwise nothing is written, "
            + "and the exit code is 3. Laid out anew (`--rewrite`), each difference is told: improvements with their sentence; others "
            + "need `--force`; and one on which data, a secret or a lock hangs needs `--accept-difference` with the name of its very part.");
        page.Heading(2, "What is read");
        page.Bullets(
        [
            "Where one file of Mathesar's stands beside others, Mathesar is told by its image: "
                + "the official one, a copy of it in another registry, or "
                + "a build from it. Variables alone are a question, never an answer; of several Mathesars you choose one with `--service`.",
            "Every file that Compose reads is read: `env_file` in all its forms, `include`, `extends`, overrides, "
                + "secrets' files, what `COMPOSE_FILE` "
                + "names. A Compose file under another name is found by what is in it. "
                + "A file that is named and not here is told, and what it may hold "
                + "is unknown.",
            "References, anchors, merge keys, several files and documents, numbers without quotes and `.env` are read as docker compose 2.26 reads "
                + "them, to the letter. What it refuses is told with its line.",
            "A published port leads to where the program listens: `-b`, `--port` and `GUNICORN_CMD_ARGS` count, and in the network of "
                + "the machine that is the installation's port. Of Mathesar's port at several addresses, such as `127.0.0.1` and `[::1]`, "
                + "address and port are one answer. A proxy of your own in the project is told by the file mounted into it that leads to "
                + "Mathesar, and stays yours.",
            "`docker run` and `podman run` lines are read behind prompts and `sudo`, as bash, PowerShell, cmd, a batch file or Unraid has them; "
                + "of several tries of a container the last one stands. What a script sets, exports or keeps in an array is put in; flags "
                + "that only the shell knows are asked for, and a line of which only the shell knows what it starts is told. A database "
                + "beside is found by every name that the engine tells in a network that both are in: its container's, an alias, a link, "
                + "a host name, or `localhost` in a pod, whose ports count. `--secret NAME,type=env` is asked for. Every word that is no "
                + "answer is listed.",
            "Of a container, as `docker inspect` and `podman inspect` print it or an engine tells it, everything is an answer or is listed: "
                + "variables, mounts and their options, limits, networks, labels. What its image says by itself is left out.",
            .. s_forms,
            "What a shell, a panel, a vault or another tool fills in (`$PW`, `${X}` that nothing sets, `op://`, `ENC[...]`, `{{ }}`, a secret of "
                + "the engine) is unknown. Where data or access hang on it, such as on the database password, the secret key or the place of "
                + "the data, nothing is written before you give it with its flag, such as `--database-password-file`; the wizard asks for it. "
                + "Anything else is a warning and stays open.",
            "`import` takes every setting's flag, as `generate` does: what is said there counts before what the files say.",
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
            "With `--rewrite` the names of project, services and containers, volumes and directories, ports and images stay, so that `docker compose "
                + "up -d` finds its data. What neither became an answer nor would be generated with the same value goes on in "
                + "`compose.override.yaml` and `.env`. The old files are version 1 of the history: "
                + "`mathesar-setup history --restore 1` brings them back, takes away what was generated beside them (a backup stays), and prints "
                + "the command that takes this back.",
            "Beside an installation that nobody has read, `generate` and `apply` make nothing.",
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
