using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// Determines the owner of a segment. A segment with an unreadable header is foreign until its records prove otherwise.
sealed class SegmentInspector(BufferPaths paths, BufferLogSettings settings)
{
    readonly byte[] _head = new byte[SegmentHeader.MaxLength];

    // Throws IOException or UnauthorizedAccessException if the segment cannot be read.
    public FoundSegment Inspect(SegmentName name)
    {
        var path = paths.Segment(name);
        long length;
        int read;
        using (var file = settings.Files.OpenRead(path)) (length, read) = (file.Length, ReadHead(file));
        var head = _head.AsSpan(0, read);
        var own = settings.Destination;
        if (SegmentHeader.TryRead(head, out var header))
        {
            // A renamed file may have come from anywhere; in version 1 nothing else would tell.
            var isNamed = header!.Name == name;
            if (header.Destination is not { } destination)
            {
                var agrees = isNamed && header.Group == SegmentHeader.GroupOf(own.LogGroup);
                return new FoundSegment(name, path, length, isNamed ? header : null, agrees ? SegmentOwner.Own : SegmentOwner.Foreign, null, header.Length, Crc32C.Start);
            }

            var owner = own.Takes(destination) ? SegmentOwner.Own : SegmentOwner.Foreign;
            return new FoundSegment(name, path, length, isNamed ? header : null, owner, destination, header.Length, destination.Seed);
        }

        if (SegmentHeader.IsCut(head, own)) return new FoundSegment(name, path, length, null, SegmentOwner.Empty, null, 0, 0);
        foreach (var candidate in own.Candidates)
        {
            var start = SegmentHeader.LengthFor(candidate);
            if (IsProven(path, length, start, candidate.Seed)) return new FoundSegment(name, path, length, null, SegmentOwner.Own, candidate, start, candidate.Seed);
        }

        return new FoundSegment(name, path, length, null, SegmentOwner.Unknown, null, 0, 0);
    }

    int ReadHead(Common.Files.IPrivateFile file)
    {
        var read = 0;
        while (read < _head.Length && file.Read(_head.AsSpan(read), read) is > 0 and var more) read += more;
        return read;
    }

    bool IsProven(string path, long length, int start, uint seed)
    {
        if (length <= start) return false;
        using var reader = new SegmentReader(settings.Files, path, start, seed);
        return reader.TryRead(length, out _) == ReadStatus.Record;
    }
}
