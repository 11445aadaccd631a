using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// The values of tokens that do not change while the process runs. Variable reads an environment variable.
sealed record StreamConstants(
    string MachineName, string ProcessName, string ProcessId, string InstanceId, string AppVersion = "", Func<string, string?>? Variable = null)
{
    public static StreamConstants OfThisProcess(Func<double> random, Func<string, string?> variable)
    {
        using var process = Process.GetCurrentProcess();
        var instance = (long)(random() * (1L << 32));
        return new StreamConstants(
            Environment.MachineName,
            process.ProcessName,
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            instance.ToString("x8", CultureInfo.InvariantCulture),
            Streams.AppVersion.OfThisProgram(),
            variable);
    }

    public string? ValueOf(string token) => token switch
    {
        "MachineName" => MachineName,
        "ProcessName" => ProcessName,
        "ProcessId" => ProcessId,
        "InstanceId" => InstanceId,
        "AppVersion" => AppVersion,
        _ => null,
    };

    // Returns the value of an environment variable; empty if it is not set.
    public string ValueOfVariable(string name) => Variable?.Invoke(name) ?? "";
}
