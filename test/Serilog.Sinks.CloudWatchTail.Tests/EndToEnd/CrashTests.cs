using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.EndToEnd;

/// <summary>Processes that share files in durable mode and are killed at any moment, while the service is there, not there, or in between.</summary>
[Parallelizable(ParallelScope.Self)]
public class CrashTests
{
    const int Lanes = 4, Generations = 13, MostEvents = 1_200;

    [Test]
    public async Task KillingTheProcessFiftyTimesLosesNothing()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.CreateLogGroup("/child");
        aws.CreateLogStream("/child", "child");
        using var folder = new TempFolder();
        var baseFilename = folder.GetFile("orders");

        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => RunLaneAsync(aws, baseFilename, lane)));
        var storedBefore = aws.Events("/child").Count;
        storedBefore.Should().BePositive("some are killed while they send");
        aws.Faults.Clear();
        await CrashChild.DrainAsync(aws.ServiceUrl, baseFilename);

        var written = lanes.SelectMany(n => n).ToArray();
        var stored = aws.Events("/child").Select(e => int.Parse(e.Message.Split(' ')[0], CultureInfo.InvariantCulture)).ToArray();
        var delivered = stored.ToHashSet();
        await TestContext.Out.WriteLineAsync(
            $"{Lanes * Generations} kills: {written.Length} events written, {written.Count(delivered.Contains)} of them delivered, {delivered.Count - written.Count(delivered.Contains)} delivered whose Emit had not returned, {stored.Length - delivered.Count} duplicates; {storedBefore} stored between the kills.");
        written.Should().HaveCountGreaterThan(Lanes * Generations * 10);
        written.Where(n => !delivered.Contains(n)).Should().BeEmpty("Emit had returned for them");
        Directory.GetFiles(folder.FullName, "*.buf").Should().BeEmpty("all of it is delivered");
    }

    static async Task<List<int>> RunLaneAsync(CloudWatchLogsEmulator aws, string baseFilename, int lane)
    {
        var random = new Random(lane);
        var written = new List<int>();
        for (var generation = 0; generation < Generations; generation++)
        {
            Flap(aws, random);
            var from = ((lane * 100) + generation) * 10_000;
            written.AddRange(await CrashChild.RunAndKillAsync(aws.ServiceUrl, baseFilename, from, MostEvents, random.Next(MostEvents + 1), () => MomentAsync(aws, random)));
        }

        return written;
    }

    /// <summary>Two of three are killed while they log, the third while it sends, which a process comes to only after some time.</summary>
    static async Task MomentAsync(CloudWatchLogsEmulator aws, Random random)
    {
        if (random.Next(3) > 0) return;
        try
        {
            await aws.WaitForRequestsAsync("PutLogEvents", aws.RequestCount("PutLogEvents") + random.Next(1, 6), TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            // Nobody sends: as good a moment as any.
        }
    }

    /// <summary>Changes what the service does to everybody.</summary>
    static void Flap(CloudWatchLogsEmulator aws, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                aws.Faults.OnAny().UntilCleared().Status(503);
                break;
            case 1:
                aws.Faults.On("PutLogEvents").Times(random.Next(1, 4)).CutAfterStoring();
                break;
            case 2:
                aws.Faults.On("PutLogEvents").Times(random.Next(1, 4)).Throttle();
                break;
            case 3:
                aws.Faults.On("PutLogEvents").Times(random.Next(1, 4)).NeverAnswer(store: true);
                break;
            default:
                aws.Faults.Clear();
                break;
        }
    }
}
