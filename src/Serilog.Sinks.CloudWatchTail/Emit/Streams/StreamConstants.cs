using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// The values of tokens that do not change while the process runs. Null stands for this process's, which takes a while to find out and is looked up only
// for a template that names it. Variable reads an environment variable.
sealed record StreamConstants(
    string MachineName, string? ProcessName, string ProcessId, string InstanceId, string? AppVersion = "", Func<string, string?>? Variable = null)
{
    public static StreamConstants OfThisProcess(Func<double> random, Func<string, string?> variable)
    {
        var instance = (long)(random() * (1L << 32));
        return new StreamConstants(
            Environment.MachineName,
            null,
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            instance.ToString("x8", CultureInfo.InvariantCulture),
            null,
            variable);
    }

    public string? ValueOf(string token) => token switch
    {
        "MachineName" => MachineName,
        "ProcessName" => ProcessName ?? NameOfThisProcess(),
        "ProcessId" => ProcessId,
        "InstanceId" => InstanceId,
        "AppVersion" => AppVersion ?? Streams.AppVersion.OfThisProgram(),
        _ => null,
    };

    static string NameOfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.ProcessName;
    }

    // Returns the value of an environment variable; empty if it is not set.
    public string ValueOfVariable(string name) => Variable?.Invoke(name) ?? "";
}
