namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The path of a checkpoint in a folder of its own, which goes with it.</summary>
sealed class TailCheckpointPath : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cloudwatch-tail-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "checkpoint");

    public bool Exists => System.IO.File.Exists(Path);

    public void Delete() => System.IO.File.Delete(Path);

    public string Read() => System.IO.File.ReadAllText(Path);

    public void Write(string content) => System.IO.File.WriteAllText(Path, content);

    public void CopyTo(TailCheckpointPath other) => System.IO.File.Copy(Path, other.Path);

    public void Dispose() => _folder.Delete(recursive: true);
}
