namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>A folder for the files of one case, gone after it.</summary>
sealed class CaseFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("cloudwatchtail-bench-").FullName;

    public string GetFile(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
