using System.CommandLine;
using RoundTrip;

var events = new Option<int>("--events") { Description = "How many events to write.", DefaultValueFactory = _ => 1000 };
var logGroup = new Option<string?>("--log-group") { Description = "A log group in AWS, found with the SDK's own credential chain; without it, an emulator is started." };
var emulator = new Option<bool>("--emulator") { Description = "Use the emulator even though a log group is named." };
events.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1) result.AddError("--events must be 1 or more.");
});

var command = new RootCommand("Writes structured events to CloudWatch Logs, tails them back to the console and compares each with its original.") { events, logGroup, emulator };
command.SetAction((parsed, cancellationToken) =>
{
    var group = parsed.GetValue(logGroup);
    var useEmulator = group is null || parsed.GetValue(emulator);
    return Trip.RunAsync(parsed.GetValue(events), group ?? "/sample/round-trip", useEmulator, cancellationToken);
});
return await command.Parse(args).InvokeAsync();
