namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
sealed class TempFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("cloudwatchtail-").FullName;

    public string GetFile(string name) => Path.Combine(_path, name);

    public string ReadAllText(string name) => System.IO.File.ReadAllText(GetFile(name));

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
