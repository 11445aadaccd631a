using Microsoft.Extensions.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// The configuration file, overridden by the command line.
sealed class TailConfiguration
{
    const string TailSection = "CloudWatchLiveTail";

    static readonly TimeSpan DefaultHistory = TimeSpan.FromMinutes(10);

    // Ctrl+C ends the tool within two seconds: one to hand over received events, the rest for the screen.
    static readonly TimeSpan HandOverLimit = TimeSpan.FromSeconds(0.8);

    readonly TailRequest _request;
    readonly IConfiguration? _file;

    public TailConfiguration(TailRequest request)
    {
        _request = request;
        _file = request.ConfigurationFile is { } path ? Load(path) : null;
        var show = request.Show;
        if (HasSinks && (show.Format ?? show.Template ?? show.Select) is not null)
            throw new UsageException("--format, --template and --select cannot be combined with a configuration file whose section Serilog names sinks.");
        if (show is { Format: not (null or "text"), Template: not null })
            throw new UsageException($"--template is for text and cannot be combined with --format {show.Format}.");
        if (show.Template is { } template) OutputTemplates.Check(template);
        if (show is { Template: not null, Select: not null }) throw new UsageException("--template and --select cannot be combined.");
        if (show is { Format: "clef" or "raw" or "none", Select: not null }) throw new UsageException($"--select is for text and json and cannot be combined with --format {show.Format}.");
        if (show is { Format: "none", To: [] }) throw new UsageException("--format none shows nothing: use --to to send events somewhere.");
    }

    // Whether the file names sinks.
    public bool HasSinks => _file?.GetSection(ConfiguredSinks.Section).GetSection("WriteTo").Exists() == true;

    public LoggerConfiguration Sinks(Action<string> selfLog) => ConfiguredSinks.Read(_file!, _request.ConfigurationFile!, selfLog);

    public CloudWatchLiveTailOptions Options(DateTimeOffset now)
    {
        // A paused terminal or a slow pipe loses nothing: events that do not fit are fetched again.
        var options = new CloudWatchLiveTailOptions { BlockWhenFull = true, ShutdownTimeLimit = HandOverLimit };
        try
        {
            if (_file is not null) TimesInFile.Check(_file.GetSection(TailSection), _request.ConfigurationFile!);
            _file?.GetSection(TailSection).Bind(options, binding => binding.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException($"The section {TailSection} of {_request.ConfigurationFile} cannot be used: {ReasonOf(exception)}", exception);
        }

        Override(options, now);
        if (options.LogGroups.Count == 0)
            throw new UsageException("Name at least one log group, on the command line or in the section CloudWatchLiveTail of --config. Try 'cwtail --help'.");
        return options;
    }

    // Creates the tail, which checks the options.
    public CloudWatchLiveTail Create(CloudWatchLiveTailOptions options)
    {
        try
        {
            return new CloudWatchLiveTail(options);
        }
        catch (ArgumentException exception) when (_file is null)
        {
            throw new UsageException(OptionNames.In(Failure.TextOf(exception)), exception);
        }
    }

    // The binder's message names the option and the value. For an unknown name it starts with a setting of the binder's, which is cut off.
    static string ReasonOf(InvalidOperationException exception) =>
        exception.Message.Split("were not found on the instance of ") is [_, var unknown] && unknown.Split(": ", 2) is [_, var names]
            ? $"it has {names}, which is not an option of a live tail."
            : exception.Message;

    void Override(CloudWatchLiveTailOptions options, DateTimeOffset now)
    {
        if (_request.LogGroups.Length > 0) options.LogGroups = [.. _request.LogGroups];
        if (_request.Streams.Length > 0) options.LogStreamNames = [.. _request.Streams];
        if (_request.Prefixes.Length > 0) options.LogStreamNamePrefixes = [.. _request.Prefixes];
        options.LogEventFilterPattern = _request.FilterPattern ?? options.LogEventFilterPattern;
        options.MinimumLevel = _request.Level ?? options.MinimumLevel;
        _request.Connect(options.Connection);
        if (_request.NoFill) options.Backfill = false;
        if (!options.Backfill) options.BlockWhenFull = false;
        if (_request.Since is { } since) (options.Since, options.StartTime) = (null, since.Resolve(now, _request.Show.Utc));
        if (_request.Until is { } until) options.EndTime = until.Resolve(now, _request.Show.Utc);
        if (_request.Lines is not null) (options.StartTime, options.Since) = (options.StartTime ?? now - options.Since, null);
        options.Follow = _request.Follow ?? options.Follow;
        if (options.Follow) return;

        if (options.Since is null) options.StartTime ??= _request.Lines is null ? now - DefaultHistory : DateTimeOffset.UnixEpoch;
        options.CheckpointFile = null;
        var start = options.StartTime ?? now - options.Since;
        if (start >= options.EndTime) throw new UsageException($"--until ({options.EndTime:u}) is not after --since ({start:u}).");
    }

    static IConfiguration Load(string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"--config {path} is a folder: give a file.");
        if (!System.IO.File.Exists(path)) throw new UsageException($"--config {path} does not exist.");
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The innermost exception has the line and the position.
            throw new UsageException($"--config {path} cannot be read: {exception.GetBaseException().Message}", exception);
        }
    }
}
