using Serilog.Sinks.CloudWatchTail;

/// <summary>A reader to be killed.</summary>
static class Tail
{
    public static async Task RunAsync(string serviceUrl, string checkpointFile)
    {
        await using var tail = new CloudWatchLiveTail(options =>
        {
            options.LogGroups.Add("/child");
            options.CheckpointFile = checkpointFile;
            options.Overlap = TimeSpan.FromSeconds(20);
            options.Connection.UseEndpoint(serviceUrl, "us-east-1", "test", "test");
            options.OnNotice = notice => Console.Error.WriteLine(notice.GetType().Name);
        });

        // A line is out before the next event is taken, as a checkpoint takes it to be.
        await foreach (var message in tail.ReadMessagesAsync()) Console.WriteLine(message.ToString());
    }
}
