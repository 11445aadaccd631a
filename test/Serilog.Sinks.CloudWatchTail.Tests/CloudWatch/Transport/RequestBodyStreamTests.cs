using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

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
