using Amazon.Runtime;
using Serilog;
using Serilog.Sinks.CloudWatchTail;

/// <summary>
/// A process that is meant to be killed: it logs numbers and some padding in durable mode, and writes each to its standard output once <c>Emit</c> has returned.
/// Without any to log it delivers what is on the disk and ends.
/// </summary>
static class DurableProgram
{
    public static int Run(string serviceUrl, string baseFilename, int from, int count)
    {
        // Long enough for segments that have zeros behind their records.
        var padding = new string('x', 250);
        Console.WriteLine("started");
        using var logger = new LoggerConfiguration()
            .WriteTo.CloudWatch(
                logGroup: "/child",
                logStream: "child",
                outputTemplate: "{Message:lj}",
                bufferingTimeLimit: TimeSpan.FromMilliseconds(5),
                bufferBaseFilename: baseFilename,
                serviceUrl: serviceUrl,
                region: "us-east-1",
                credentials: new BasicAWSCredentials("test", "test"))
            .CreateLogger();
        for (var n = from; n < from + count; n++)
        {
            logger.Information("{N} {Padding}", n, padding);
            Console.WriteLine(n);
        }

        if (count > 0) Console.ReadLine();
        else CloudWatchSinks.FlushAllAsync().GetAwaiter().GetResult();
        return 0;
    }
}
