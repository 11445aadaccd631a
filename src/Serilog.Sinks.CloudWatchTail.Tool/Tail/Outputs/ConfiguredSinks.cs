using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Creates the sinks of a configuration file and requires all of them: Serilog's reader only mentions a misspelt one in the self-log.
static partial class ConfiguredSinks
{
    public const string Section = "Serilog";

    // selfLog receives the self-log from then on.
    public static LoggerConfiguration Read(IConfiguration file, string path, Action<string> selfLog)
    {
        if (SinkArguments.Misspelt(file.GetSection(Section)) is { } misspelt) throw Refusal(path, misspelt);
        var complaints = new List<string>();
        SelfLog.Enable(complaints.Add);
        try
        {
            var configuration = new LoggerConfiguration().ReadFrom.Configuration(file);
            if (complaints.Find(IsOfSink) is { } refused) throw Refusal(path, ReasonIn(refused));
            foreach (var complaint in complaints) selfLog(ReasonIn(complaint));
            return configuration;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or FileNotFoundException or TargetInvocationException)
        {
            throw Refusal(path, exception.GetBaseException().Message, exception);
        }
        finally
        {
            SelfLog.Enable(selfLog);
        }
    }

    // A missing enricher is no reason to show nothing.
    static bool IsOfSink(string complaint) => complaint.Contains("LoggerSinkConfiguration", StringComparison.Ordinal);

    // Strips the time in front and the list of candidate methods at the end.
    static string ReasonIn(string complaint) =>
        Candidates().Replace(Time().Replace(complaint, ""), IsOfSink(complaint) ? " The tool has Async, CloudWatch, Console, File, OpenTelemetry and Seq." : "");

    static UsageException Refusal(string path, string reason, Exception? exception = null) =>
        new($"The section {Section} of {path} cannot be used: {reason}", exception);

    [GeneratedRegex(@"^\S+Z ", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@" Candidate methods are:.*", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Candidates();
}
