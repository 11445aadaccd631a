using System.Buffers;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

public class RequestBodyStreamTests
{
    [Test]
    public async Task TheWholeBodyIsReadAndCanBeReadAgain()
    {
        var body = new byte[1000];
        new Random(1).NextBytes(body);
        await using var stream = new RequestBodyStream(body);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            stream.Position = 0;
            using var read = new MemoryStream();
            await stream.CopyToAsync(read, 64);
            read.ToArray().Should().Equal(body);
        }

        stream.Length.Should().Be(1000);
    }

    [Test]
    public async Task ABodyInPartsIsReadAsAWhole([Values(1, 7, 100, 5_000)] int bufferBytes)
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        BodyChunk? first = null, last = null;
        foreach (var part in bytes.Chunk(300))
        {
            var chunk = new BodyChunk(capacity: 300);
            chunk.Bytes.Append(part);
            chunk.Follow(last);
            first ??= chunk;
            last = chunk;
        }

        await using var stream = new RequestBodyStream(new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length));
        stream.Length.Should().Be(1000);
        foreach (var from in new[] { 0, 299, 300, 650, 1000 })
        {
            stream.Position = from;
            using var read = new MemoryStream();
            await stream.CopyToAsync(read, bufferBytes);
            read.ToArray().Should().Equal(bytes[from..]);
        }
    }

    [Test]
    public async Task OnlyABodyReadToItsEndCountsAsSent()
    {
        await using var stream = new RequestBodyStream(new byte[10]);
        var buffer = new byte[10];

        (await stream.ReadAsync(buffer.AsMemory())).Should().Be(10);
        stream.SentUnanswered.Should().BeFalse("the sender may still fail to write what it has just read");

        (await stream.ReadAsync(buffer.AsMemory())).Should().Be(0);
        stream.SentUnanswered.Should().BeTrue();
    }

    [Test]
    public async Task AnEarlierAttemptThatWasSentIsNotForgotten()
    {
        await using var stream = new RequestBodyStream(new byte[10]);
        await stream.CopyToAsync(Stream.Null);

        stream.Position = 0;
        stream.SentUnanswered.Should().BeTrue();

        stream.MarkAnswered();
        stream.SentUnanswered.Should().BeFalse();
    }

    [Test]
    public async Task TheCallersBytesAreNotReadAfterTheCall()
    {
        var stream = new RequestBodyStream(new byte[10]);
        await stream.DisposeAsync();

        var read = () => stream.Read(new byte[10], 0, 10);

        read.Should().Throw<ObjectDisposedException>();
    }
}
