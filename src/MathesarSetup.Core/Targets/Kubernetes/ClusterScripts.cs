namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The scripts that a cluster mounts into Mathesar's pods. They hold no answer.</summary>
internal static class ClusterScripts
{
    /// <summary>Where the scripts appear.</summary>
    public const string Folder = "/opt/mathesar-setup";

    public const string UnderLockName = "under-lock.py";

    public const string PrepareName = "prepare.sh";

    public const string ServeName = "serve.sh";

    /// <summary>Runs a program under a lock of PostgreSQL's, so that several pods can start at the same time.</summary>
    public const string UnderLock = """"
        """Runs a program while no other pod does: the lock is PostgreSQL's, and goes with the connection."""
        import signal
        import subprocess
        import sys
        import time

        # The first process of a container hears no signal that it has no handler for.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sys.exit(143))

        sys.path.insert(0, "/code")
        import django

        django.setup()
        from django.db import OperationalError, connection

        # PostgreSQL may be starting too. What fails for 5 minutes is left to Kubernetes, which starts this again.
        deadline = time.monotonic() + 300
        while True:
            try:
                connection.ensure_connection()
                break
            except OperationalError as problem:
                if time.monotonic() > deadline:
                    raise
                print("Waiting for PostgreSQL:", str(problem).strip(), flush=True)
                time.sleep(3)

        with connection.cursor() as cursor:
            # The number says "Math" in ASCII. Whoever comes second waits here, and then finds everything done.
            cursor.execute("SELECT pg_advisory_lock(1298232424)")
            program = subprocess.Popen(sys.argv[1:])
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: program.terminate())
            sys.exit(program.wait())

        """";

    public static string[] Prepare => ["python3", $"{Folder}/{UnderLockName}", "bash", $"{Folder}/{PrepareName}"];

    public static string[] Serve => ["bash", $"{Folder}/{ServeName}"];
}
