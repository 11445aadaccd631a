using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace TailWorker;

/// <summary>An emulator in place of AWS, found by the same environment variables as AWS itself, and an application that writes to it.</summary>
static class Emulation
{
    static readonly (string Group, string Message)[] Messages =
    [
        ("/sample/orders", """{"@mt":"Order {OrderId} was placed by {Customer}","OrderId":4711,"Customer":"Zoë"}"""),
        ("/sample/stock", """{"level":"warn","msg":"stock is low","article":"screw","left":7}"""),
        ("/sample/orders", """{"@mt":"Payment of order {OrderId} failed","@l":"Error","OrderId":4711,"@x":"System.TimeoutException: The bank did not answer."}"""),
        ("/sample/stock", "[INFO] a line of plain text"),
    ];

    public static void Use(CloudWatchLogsEmulator aws, HostApplicationBuilder builder)
    {
        foreach (var (name, value) in aws.EnvironmentVariables) Environment.SetEnvironmentVariable(name, value);
        builder.Services.AddHostedService(_ => new Writer(aws));
    }

    sealed class Writer(CloudWatchLogsEmulator aws) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
            for (var number = 0; ; number++)
            {
                var (group, message) = Messages[number % Messages.Length];
                aws.Put(group, "emulated", message);
                if (!await second.WaitForNextTickAsync(stoppingToken)) return;
            }
        }
    }
}
