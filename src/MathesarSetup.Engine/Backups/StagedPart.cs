using System.IO.Compression;
using System.Security.Cryptography;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// A part of a backup while it is written: what goes in is compressed, and every byte that reaches the file is counted and hashed.
/// </summary>
internal sealed class StagedPart : Stream
{
    private readonly FileStream _file;
    private readonly Counted _stored;
    private readonly GZipStream _packed;

    public StagedPart(FileStream file)
    {
        _file = file;
        _stored = new Counted(file);
        _packed = new GZipStream(_stored, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>Why the disk did not take it; null while it does. Whoever feeds it may hide that behind words of his own.</summary>
    public IOException? Problem => _stored.Problem;

    public long PlainSize { get; private set; }

    public long Size => _stored.Count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Ends the part, and gives the hash of what lies in the file.</summary>
    public async Task<string> EndAsync()
    {
        await _packed.DisposeAsync();
        return Convert.ToHexStringLower(_stored.Hash.GetHashAndReset());
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _packed.WriteAsync(buffer, cancellationToken);
        PlainSize += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _packed.Write(buffer, offset, count);
        PlainSize += count;
    }

    public override void Flush() => _packed.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stored.Hash.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Counted(FileStream file) : Stream
    {
        public IncrementalHash Hash { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Count { get; private set; }

        public IOException? Problem { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                file.Write(buffer);
            }
            catch (IOException problem)
            {
                Problem ??= problem;
                throw;
            }

            Hash.AppendData(buffer);
            Count += buffer.Length;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
