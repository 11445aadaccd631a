using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.EndToEnd;

/// <summary>A reader with a checkpoint that is killed, again and again, while writers go on.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KilledReaderTests
{
    const string Group = "/child";

    [Test]
    public async Task WhateverIsPutIsReceivedByOneOfTheReaders()
    {
        using var checkpoint = new TailCheckpointPath();
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Put(Group, "s0");
        var received = new HashSet<string>();
        var put = new HashSet<string>();
        using var stop = new CancellationTokenSource();
        var writing = Task.CompletedTask;
        for (var reader = 0; reader < 4; reader++)
        {
            await using var program = TestProgram.Start("tail", aws.ServiceUrl, checkpoint.Path);
            await program.Error.WaitForAsync(line => line == "Started");
            if (reader == 0)
            {
                // From when the first checkpoint is there: before, there is nothing to go on from.
                await aws.WaitUntilAsync(_ => checkpoint.Exists, Limits.Patience);
                writing = WriteAsync(aws, put, stop.Token);
            }

            // While events are coming, in the middle of whatever it does.
            await program.Output.WaitForAsync(line => received.Count < 10_000 && received.Add(line) && received.Count % 40 == 0);
            await program.KillAsync();
            foreach (var line in program.Output.Lines) received.Add(line);
            program.Output.Lines.Should().OnlyHaveUniqueItems();
        }

        stop.Cancel();
        await writing;
        await using var last = TestProgram.Start("tail", aws.ServiceUrl, checkpoint.Path);
        await last.Output.WaitForAsync(line =>
        {
            received.Add(line);
            return received.Count == put.Count;
        });

        received.Should().BeEquivalentTo(put);
    }

    static async Task WriteAsync(CloudWatchLogsEmulator aws, HashSet<string> put, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!cancellationToken.IsCancellationRequested)
        {
            var text = $"event {put.Count}";
            put.Add(text);
            aws.Put(Group, $"s{put.Count % 5}", text);
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
