using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

public class PutDurationTests
{
    [Test]
    public async Task EachPutIsRecordedWithItsGroupAndItsFailure()
    {
        var group = $"/{nameof(PutDurationTests)}/{Guid.NewGuid():N}";
        var puts = new ConcurrentQueue<string?>();
        var both = new TaskCompletionSource();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (i, l) => { if (i.Name == "cloudwatchtail.sink.put.duration") l.EnableMeasurementEvents(i); };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var byName = tags.ToArray().ToDictionary(t => t.Key, t => (string?)t.Value);
            if (byName.GetValueOrDefault("log_group") != group) return;
            seconds.Should().BeGreaterThanOrEqualTo(0);
            puts.Enqueue(byName.GetValueOrDefault("error.type"));
            if (puts.Count == 2) both.TrySetResult();
        });
        listener.Start();
        await using var sink = await EmulatedSink.StartAsync(o => o.LogGroup = group);
        sink.Aws.CreateLogGroup(group);
        sink.Aws.CreateLogStream(group, EmulatedSink.Stream);
        sink.Aws.Faults.On("PutLogEvents").Times(1).Throttle();

        sink.Emit("one");
        await sink.FlushAsync();

        await both.Task.WaitAsync(Limits.Patience);
        puts.Should().BeEquivalentTo(["ThrottlingException", null], "an answered put may be recorded while the next one is under way");
    }
}
