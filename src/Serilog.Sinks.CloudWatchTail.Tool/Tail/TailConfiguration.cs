using System.Reflection;
using Microsoft.Extensions.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>The configuration file, and over it what the command line says.</summary>
sealed class TailConfiguration
{
    const string TailSection = "CloudWatchLiveTail";
    const string SerilogSection = "Serilog";

    static readonly TimeSpan DefaultHistory = TimeSpan.FromMinutes(10);

    readonly TailRequest _request;
    readonly IConfiguration? _file;

    public TailConfiguration(TailRequest request)
    {
        _request = request;
        _file = request.ConfigurationFile is { } path ? Load(path) : null;
        if (HasSinks && (request.Format ?? request.Template) is not null)
            throw new UsageException("--format and --template do not go together with a configuration file whose section Serilog names sinks.");
        if (request is { Format: not (null or "text"), Template: not null })
            throw new UsageException($"--template is for text and does not go together with --format {request.Format}.");
    }

    /// <summary>Whether the file says where events go.</summary>
    public bool HasSinks => _file?.GetSection(SerilogSection).GetSection("WriteTo").Exists() == true;

    public LoggerConfiguration Sinks()
    {
        try
        {
            return new LoggerConfiguration().ReadFrom.Configuration(_file!);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or FileNotFoundException or TargetInvocationException)
        {
            throw new UsageException($"The section Serilog of {_request.ConfigurationFile} cannot be used: {exception.GetBaseException().Message}", exception);
        }
    }

    public CloudWatchLiveTailOptions Options(DateTimeOffset now)
    {
        // Nothing is lost to a paused terminal or a slow pipe: what does not fit is fetched again.
        var options = new CloudWatchLiveTailOptions { BlockWhenFull = true };
        try
        {
            _file?.GetSection(TailSection).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException($"The section {TailSection} of {_request.ConfigurationFile} cannot be used: {(exception.InnerException ?? exception).Message}", exception);
        }

        Override(options, now);
        if (options.LogGroups.Count == 0)
            throw new UsageException("name at least one log group, on the command line or in the section CloudWatchLiveTail of --config.");
        return options;
    }

    void Override(CloudWatchLiveTailOptions options, DateTimeOffset now)
    {
        if (_request.LogGroups.Length > 0) options.LogGroups = [.. _request.LogGroups];
        if (_request.Streams.Length > 0) options.LogStreamNames = [.. _request.Streams];
        if (_request.Prefixes.Length > 0) options.LogStreamNamePrefixes = [.. _request.Prefixes];
        options.LogEventFilterPattern = _request.FilterPattern ?? options.LogEventFilterPattern;
        options.MinimumLevel = _request.Level ?? options.MinimumLevel;
        _request.Connect(options.Connection);
        if (!options.FillGaps) options.BlockWhenFull = false;
        if (_request.Since is { } since) (options.Since, options.StartTime) = (null, since.Resolve(now, _request.Utc));
        if (_request.Until is { } until) options.EndTime = until.Resolve(now, _request.Utc);
        if (!_request.Follow) options.Follow = false;
        if (options.Follow) return;

        if (options.Since is null) options.StartTime ??= now - DefaultHistory;
        options.CheckpointFile = null;
        var start = options.StartTime ?? now - options.Since;
        if (start > options.EndTime) throw new UsageException($"--until ({options.EndTime:u}) is before --since ({start:u}).");
    }

    static IConfiguration Load(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
        }
        catch (Exception exception) when (exception is FileNotFoundException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {(exception.InnerException ?? exception).Message}", exception);
        }
    }
}
