using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>
/// Remembers, of a directory that is being written, what a disk must still hold after a power cut: names only from the last sync of their directory,
/// contents only if the file was synced.
/// </summary>
internal sealed class PowerCut
{
    private readonly string _root;
    private readonly Dictionary<string, Node> _live = new(StringComparer.Ordinal);
    private Dictionary<string, Node> _durable;

    public PowerCut(string root)
    {
        _root = root;
        foreach (var path in Directory.Exists(root) ? Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories) : [])
        {
            _live[Path.GetRelativePath(root, path)] = Directory.Exists(path) ? Node.Folder : Node.Of(path);
        }

        _durable = new(_live, StringComparer.Ordinal);
    }

    /// <summary>Called before each step, so that the disk shows the state before it.</summary>
    public void Before(DiskStep step)
    {
        switch (step.Kind)
        {
            case StepKind.MakeDirectory when step.Path.Length > 0:
                _live[step.Path] = Node.Folder;
                break;
            case StepKind.Create:
                _live[step.Path] = Node.Empty;
                break;
            case StepKind.SyncFile:
                _live[step.Path].Sync(Path.Join(_root, step.Path));
                break;
            case StepKind.Rename:
                _live[step.To!] = _live[step.Path];
                _live.Remove(step.Path);
                break;
            case StepKind.Delete or StepKind.DeleteDirectory:
                _live.Remove(step.Path);
                break;
            case StepKind.SyncDirectory:
                _durable = Merge(step.Path);
                break;
        }
    }

    /// <summary>Lays out what is left after the cut; the directories in <paramref name="lucky"/> reached the disk although nobody asked.</summary>
    public void LayOut(string target, Predicate<string> lucky)
    {
        Directory.CreateDirectory(target, Disk.PrivateDirectory);
        var left = new Dictionary<string, Node>(_durable, StringComparer.Ordinal);
        foreach (var directory in _live.Keys.Select(RelativePath.Parent).Concat(_durable.Keys.Select(RelativePath.Parent)).Distinct()
            .Where(path => lucky(path)))
        {
            left = Merge(directory, left);
        }

        foreach (var (path, node) in left.OrderBy(static entry => entry.Key, StringComparer.Ordinal)
            .Where(entry => RelativePath.Parents(entry.Key).All(left.ContainsKey)))
        {
            node.LayOut(Path.Join(target, path));
        }
    }

    private Dictionary<string, Node> Merge(string directory, Dictionary<string, Node>? onto = null) => new(
        (onto ?? _durable).Where(entry => RelativePath.Parent(entry.Key) != directory)
            .Concat(_live.Where(entry => RelativePath.Parent(entry.Key) == directory)),
        StringComparer.Ordinal);

    private sealed class Node
    {
        private byte[]? _content = [];
        private UnixFileMode _mode = Targets.GeneratedFile.Private;

        public static Node Folder => new() { _content = null };

        public static Node Empty => new();

        public static Node Of(string path)
        {
            var node = new Node();
            node.Sync(path);
            return node;
        }

        public void Sync(string path) => (_content, _mode) = (File.ReadAllBytes(path), File.GetUnixFileMode(path));

        public void LayOut(string path)
        {
            if (_content is null)
            {
                Directory.CreateDirectory(path);
                return;
            }

            File.WriteAllBytes(path, _content);
            File.SetUnixFileMode(path, _mode);
        }
    }
}
