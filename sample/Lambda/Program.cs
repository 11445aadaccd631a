using System.Diagnostics;
using Lambda;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Emulator;

SelfLog.Enable(Console.Error);

await using var aws = args.Contains("--emulator") ? await CloudWatchLogsEmulator.StartAsync() : null;
if (aws is not null)
{
    foreach (var (name, value) in aws.EnvironmentVariables) Environment.SetEnvironmentVariable(name, value);
}

// What Lambda does: an execution environment, an invocation that finds it cold, and others that find it warm.
var function = new Function();
foreach (var customer in (string[])["Zoë", "ACME", "", "Søn"])
{
    var began = Stopwatch.GetTimestamp();
    var answer = await function.HandleAsync(customer, requestId: Guid.NewGuid().ToString(), remainingTime: TimeSpan.FromSeconds(15));
    var elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    Console.WriteLine(aws is null
        ? $"{answer}, in {elapsed:0} ms"
        : $"{answer}, in {elapsed:0} ms; events in CloudWatch Logs: {aws.Events("/sample/lambda").Count}");
}
