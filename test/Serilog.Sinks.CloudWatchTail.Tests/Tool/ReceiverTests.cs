using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class ReceiverTests : CwtailTest
{
    const int Count = 2_500;

    [SetUp]
    public void PutHistory() => Aws.Put(Group, "1", [.. Enumerable.Range(0, Count).Select(n => Clef($"Order {n}"))]);

    [Test]
    public async Task SeqGetsEveryEventInsteadOfTheScreen()
    {
        await using var seq = await ReceivingServer.StartAsync();
        var result = await RunAsync(Group, "--no-follow", "--format", "none", "--to", $"seq={seq.Url}");
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().BeEmpty();
        seq.Text.Split('\n').Count(line => line.Contains("\"@mt\":\"Order ")).Should().Be(Count);
    }

    [Test]
    public async Task OtlpGetsThemBesideTheScreen()
    {
        await using var collector = await ReceivingServer.StartAsync();
        var result = await RunAsync(Group, "--no-follow", "--format", "raw", "--to", $"otlp={collector.Url}/v1/logs");
        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().HaveCount(Count);
        collector.Text.Should().Contain("Order 0").And.Contain($"Order {Count - 1}");
    }

    [Test]
    public async Task AFileGetsClef()
    {
        using var folder = new TempFolder();
        (await RunAsync(Group, "--no-follow", "--format", "none", "--quiet", "--to", $"file={folder.GetFile("orders.clef")}")).Error.Should().BeEmpty();
        var file = Directory.GetFiles(folder.FullName).Should().ContainSingle().Which;
        (await System.IO.File.ReadAllLinesAsync(file)).Should().HaveCount(Count).And.OnlyContain(line => line.StartsWith("{\"@t\":"));
    }

    [TestCase("seq", "")]
    [TestCase("otlp", "/v1/logs")]
    public async Task WhatAReceiverRefusesIsCountedAndShowsInTheExitCode(string kind, string path)
    {
        await using var server = await ReceivingServer.StartAsync(StatusCodes.Status400BadRequest);
        var result = await RunAsync(Group, "--no-follow", "--format", "none", "--to", $"{kind}={server.Url}{path}");
        result.ExitCode.Should().Be(1, "of {0}", string.Join('\n', result.Error));
        result.Error.Should().Contain(line => line.StartsWith($"cwtail: --to {kind}: ")).And.Contain($"cwtail: --to {kind}: 2,500 of 2,500 events were not accepted");
    }

    /// <summary>Takes whatever is posted, or refuses it.</summary>
    sealed class ReceivingServer : IAsyncDisposable
    {
        readonly StringBuilder _received = new();
        WebApplication _application = null!;

        public string Url { get; private set; } = "";

        public string Text
        {
            get { lock (_received) return _received.ToString(); }
        }

        public static async Task<ReceivingServer> StartAsync(int status = StatusCodes.Status201Created)
        {
            var server = new ReceivingServer();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            server._application = builder.Build();
            server._application.Urls.Add("http://127.0.0.1:0");
            server._application.Run(async context =>
            {
                using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
                var body = await reader.ReadToEndAsync();
                lock (server._received) server._received.Append(body);
                context.Response.StatusCode = status;
                if (context.Request.Path.Value?.Contains("/v1/") != true) await context.Response.WriteAsync("{}");
            });
            await server._application.StartAsync();
            server.Url = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            return server;
        }

        public ValueTask DisposeAsync() => _application.DisposeAsync();
    }
}
