using RoundTrip;
using Serilog;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail;
using Serilog.Sinks.CloudWatchTail.Emulator;

var (count, logGroup) = (int.Parse(ArgumentAfter("--events") ?? "1000"), ArgumentAfter("--log-group"));
var (shown, limit) = (0, args.Contains("--verbose") ? int.MaxValue : 10);
await using var aws = logGroup is null || args.Contains("--emulator") ? await CloudWatchLogsEmulator.StartAsync() : null;
logGroup ??= "/sample/round-trip";
var (originals, replayed) = (new Recorder(count), new Recorder(count));

await using var writer = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(originals).WriteTo.CloudWatch(options =>
{
    options.LogGroup = logGroup;
    options.OnFailure = failure => Console.Error.WriteLine(failure);
    aws?.Connect(options.Connection.UseEndpoint);
}).CreateLogger();

// A live tail wants a log group that exists: the sink makes it with the first event.
writer.Information("Beginning a round trip through {LogGroup}", logGroup);
await CloudWatchSinks.FlushAllAsync();

var live = new TaskCompletionSource();
await using var reader = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(replayed)
    .WriteTo.Conditional(
        _ => Interlocked.Increment(ref shown) <= limit,
        to => to.Console(outputTemplate: "{Timestamp:HH:mm:ss.fff} [{Level:u3}] {Message:lj}{NewLine}{Exception}"))
    .CreateLogger();
await using var tail = new CloudWatchLiveTail(options =>
{
    options.LogGroups.Add(logGroup);
    options.Enrichers.Clear(); // Nothing is added, so that an event has to be the same.
    options.OnNotice = notice =>
    {
        Console.Error.WriteLine(notice);
        if (notice is CloudWatchLiveTailNotice.Started) live.TrySetResult();
    };
    aws?.Connect(options.Connection.UseEndpoint);
});
using var stop = new CancellationTokenSource();
var tailing = tail.RunAsync(reader, stop.Token);
await Task.WhenAny(live.Task, tailing).WaitAsync(TimeSpan.FromMinutes(1));

for (var number = 0; number < count; number++)
{
    if (number % 400 == 399) await Task.Delay(1_000); // A live tail shows at most 500 events a second.
    Write(number);
}

await CloudWatchSinks.FlushAllAsync();
await Task.WhenAny(replayed.Complete, tailing, Task.Delay(60_000));
await stop.CancelAsync();
await tailing;

var lost = originals.Events.Count(e => !replayed.Events.ContainsKey(e.Key));
var changed = replayed.Events.Count(e => e.Value != originals.Events.GetValueOrDefault(e.Key));
if (shown > limit) Console.WriteLine($"… and {shown - limit} more; --verbose shows them all.");
Console.WriteLine($"round trip: {originals.Count} written, {replayed.Count} replayed, {lost} lost, {changed} changed");
return replayed.Count == count && lost + changed == 0 ? 0 : 1;

// What an application might log: all levels, exceptions, a nested object, text beyond ASCII.
void Write(int number)
{
    var address = new { City = "東京", Floor = 3, Tags = new[] { "gift", "\"quoted\"" } };
    var failure = number % 3 == 2 ? new InvalidOperationException($"The card of order {number} was declined.") : null;
    const string template = "Order {Number} for {Customer} took {Elapsed:0.00} ms and goes to {@Address} in {Id} 🎉";
    writer.Write((LogEventLevel)(number % 6), failure, template, number, "Zoë & Søn", number * 1.5, address, Guid.NewGuid());
}

string? ArgumentAfter(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;
