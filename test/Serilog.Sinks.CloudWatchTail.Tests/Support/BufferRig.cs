using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.Durable;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The files of durable mode in a folder of their own, written and read as the sink does, without one.</summary>
sealed class BufferRig : IDisposable
{
    public const long SmallestLimit = 4 * 1024 * 1024;

    readonly TempFolder _folder = new();
    readonly Utf8Buffer _frame = new();
    BufferSet? _set;
    BufferWriter? _writer;

    public FaultyFiles Files { get; } = new();

    public string Folder => _folder.FullName;

    public string BaseFilename => _folder.GetFile("orders");

    public BufferPaths Paths => new(BaseFilename, 1);

    public BufferSet Set => _set!;

    public BufferWriter Writer => _writer!;

    public string[] Segments => [.. Paths.FindSegments().Values];

    /// <summary>Opens the files as a process that starts.</summary>
    public BufferRig Open(long sizeLimitBytes = SmallestLimit, bool flushes = false)
    {
        _set = BufferSet.TryOpen(Paths, Files, flushes, firstRecord: 0) ?? throw new InvalidOperationException("The set is held.");
        _writer = new BufferWriter(_set.Chain, Paths, Files, sizeLimitBytes, flushes, _set.NextSequence);
        return this;
    }

    /// <summary>Leaves the files as a process that is killed.</summary>
    public void Kill()
    {
        _writer?.Dispose();
        _set?.Dispose();
    }

    public ReadOnlySpan<byte> Frame(string message, string stream = "web-1", long time = 1)
    {
        _frame.Clear();
        RecordFrame.Begin(_frame, time, stream);
        _frame.Append(Encoding.UTF8.GetBytes(message));
        RecordFrame.End(_frame);
        return _frame.WrittenSpan;
    }

    public BufferRig Append(params string[] messages)
    {
        foreach (var message in messages)
        {
            var frame = Frame(message);
            lock (Set.Chain.Gate) Writer.Append(frame);
        }

        return this;
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
    public List<BufferSegment> Persist()
    {
        var gone = Set.Persist(flush: false, out var failure);
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
