namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
sealed class TempFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("cloudwatchtail-").FullName;

    public string GetFile(string name) => Path.Combine(FullName, name);

    public string ReadAllText(string name) => System.IO.File.ReadAllText(GetFile(name));

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
