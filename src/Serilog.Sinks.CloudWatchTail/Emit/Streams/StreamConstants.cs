using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>The values of the tokens that stay the same while the process runs.</summary>
/// <param name="Variable">Reads an environment variable.</param>
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

    /// <summary>The value of an environment variable, empty if there is none.</summary>
    public string ValueOfVariable(string name) => Variable?.Invoke(name) ?? "";
}
