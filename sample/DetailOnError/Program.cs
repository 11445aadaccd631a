using DetailOnError;
using Serilog;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail;
using Serilog.Sinks.CloudWatchTail.Emulator;

const int Requests = 500;
const string Group = "/sample/detail-on-error", Everything = "/sample/everything";

await using var aws = await CloudWatchLogsEmulator.StartAsync();

Log.Logger = new LoggerConfiguration()
    .MinimumLevel.Debug() // or no detail would reach any sink
    .MinimumLevel.Override("Microsoft", LogEventLevel.Fatal)
    .MinimumLevel.Override("System", LogEventLevel.Warning)
    .WriteTo.CloudWatch(options =>
    {
        options.LogGroup = Group;
        options.RestrictedToMinimumLevel = LogEventLevel.Information;
        options.DetailLevel = LogEventLevel.Debug;
        aws.Connect(options.Connection.UseEndpoint);
    })
    // For comparison only: what it would cost to send Debug of every request.
    .WriteTo.CloudWatch(options =>
    {
        options.LogGroup = Everything;
        aws.Connect(options.Connection.UseEndpoint);
    })
    .CreateLogger();

await using (var app = Shop.Build())
{
    await app.StartAsync();
    using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    for (var id = 1; id <= Requests; id++) (await http.GetAsync($"/orders/{id}")).Dispose();
    await app.StopAsync();
}

await CloudWatchSinks.FlushAllAsync();
var details = CloudWatchSinks.Status.Single(sink => sink.LogGroup == Group);
Console.WriteLine($"{Requests} requests, {Requests / Shop.FailsEvery} of them failed.");
Console.WriteLine($"details: {details.DetailsKept} kept, {details.DetailsSent} sent, {details.DetailsDiscarded} discarded, {details.DetailsHeld} held");
await Log.CloseAndFlushAsync();

var sent = Bill.Of(aws, Group);
var all = Bill.Of(aws, Everything);
Console.WriteLine($"{Group}: {sent}");
Console.WriteLine($"{Everything}: {all}");
Console.WriteLine(FormattableString.Invariant($"saved: {all.Bytes - sent.Bytes} of {all.Bytes} bytes, {100.0 * (all.Bytes - sent.Bytes) / all.Bytes:0}%"));
Console.WriteLine("The first of the failed requests, detail by detail:");
foreach (var line in Bill.MessagesOfFirstFailure(aws, Group)) Console.WriteLine($"  {line}");
