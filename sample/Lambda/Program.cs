using System.Diagnostics;
using Lambda;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Emulator;

SelfLog.Enable(Console.Error);

await using var aws = args.Contains("--emulator") ? await CloudWatchLogsEmulator.StartAsync() : null;
if (aws is not null)
{
    Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", aws.ServiceUrl);
    Environment.SetEnvironmentVariable("AWS_REGION", aws.Region);
    Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", aws.Credentials.AccessKeyId);
    Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", aws.Credentials.SecretAccessKey);
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
