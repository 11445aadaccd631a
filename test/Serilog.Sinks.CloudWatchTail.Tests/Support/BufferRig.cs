using System.Text;
using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The files of durable mode in a folder of their own, written and read as the sink does, without one.</summary>
sealed class BufferRig : IDisposable
{
    public const long SmallestLimit = 4 * 1024 * 1024;

    public static readonly BufferDestination Orders = new("", "eu-west-1", "", "/shop/orders");

    readonly TempFolder _folder = new();
    readonly Utf8Buffer _frame = new();
    BufferSet? _set;
    BufferWriter? _writer;

    public FaultyFiles Files { get; } = new();

    /// <summary>What was said of files that could not be deleted or set aside.</summary>
    public List<string> Warnings { get; } = [];

    public BufferDestination Destination { get; set; } = Orders;

    public int HeaderLength => SegmentHeader.LengthFor(Destination);

    public string Folder => _folder.FullName;

    public string BaseFilename => _folder.GetFile("orders");

    public BufferPaths Paths => new(BaseFilename, 1);

    public BufferSet Set => _set!;

    public BufferWriter Writer => _writer!;

    public string[] Segments => SegmentsOf(1);

    public BufferLogSettings Settings(bool flushes = false) => new(BaseFilename, Files, flushes, Destination, Warnings.Add);

    public string[] SegmentsOf(int set) => FilesOf(BaseFilename, set);

    /// <summary>The paths of a set's segments, in order.</summary>
    public static string[] FilesOf(string baseFilename, int set) =>
        [.. BufferFolder.Look(new PrivateFiles(), baseFilename).SegmentsOf(set).Select(new BufferPaths(baseFilename, set).Segment)];

    /// <summary>Opens the files as a process that starts.</summary>
    public BufferRig Open(long sizeLimitBytes = SmallestLimit, bool flushes = false)
    {
        _set = TryOpen(flushes) ?? throw new InvalidOperationException("The set is held.");
        _writer = new BufferWriter(_set, sizeLimitBytes);
        return this;
    }

    /// <summary>Opens the files beside the process that has them; none if they are held.</summary>
    public BufferSet? TryOpen(bool flushes = false)
    {
        Files.CreateDirectory(Folder);
        return BufferLock.TryTake(Paths.Lock, Files) is { } held
            ? BufferSet.TryOpen(Paths, held, Settings(flushes), firstRecord: 0, BufferFolder.Look(Files, BaseFilename).SegmentsOf(1))
            : null;
    }

    /// <summary>Leaves the files as a process that is killed.</summary>
    public void Kill()
    {
        _writer?.Dispose();
        _set?.Dispose();
    }

    public ReadOnlySpan<byte> Frame(string message, string stream = "web-1", long time = 1) => Frame(Encoding.UTF8.GetBytes(message), stream, time);

    public ReadOnlySpan<byte> Frame(ReadOnlySpan<byte> message, string stream, long time = 1)
    {
        _frame.Clear();
        RecordFrame.Begin(_frame, time, stream);
        _frame.Append(message);
        RecordFrame.End(_frame, Destination.Seed);
        return _frame.WrittenSpan;
    }

    public BufferRig Append(params string[] messages)
    {
        foreach (var message in messages) AppendFrame(Frame(message));
        return this;
    }

    public void AppendFrame(ReadOnlySpan<byte> frame)
    {
        lock (Set.Chain.Gate) Writer.Append(frame);
    }

    /// <summary>Reads what is there, and settles it if wanted.</summary>
    public string[] ReadAll(bool settle = false)
    {
        var messages = new List<string>();
        while (Set.Reader.TryRead(out var number, out var record))
        {
            messages.Add(Encoding.UTF8.GetString(record.Message));
            if (settle) Settle(number);
        }

        return [.. messages];
    }

    /// <summary>Writes down what is settled, and returns the segments that go.</summary>
    public List<BufferSegment> Persist(bool last = false)
    {
        var gone = Set.Persist(last, out var failure);
        failure.Should().BeNull();
        return gone;
    }

    public void Settle(long number)
    {
        var segment = Set.Chain.Find(number)!;
        segment.Acks.Acknowledge(number - segment.First).Should().BeTrue();
    }

    public void Dispose()
    {
        Kill();
        _frame.Dispose();
        _folder.Dispose();
    }
}
