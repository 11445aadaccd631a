using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Creates the output to the screen that the command line selects.
sealed class ScreenOutputs(TailRequest request, CloudWatchLiveTailOptions options, TerminalFeatures features, Screen screen, Highlighter highlighter, JsonSwitch json)
{
    readonly ShowRequest _show = request.Show;

    // age is how far the history reaches back.
    public ITailOutput Create(TimeSpan age)
    {
        var columns = _show.Select is { } select ? SelectedColumns.Parse(select) : null;
        return _show.Format switch
        {
            "json" when columns is not null => new JsonOutput(screen, new SelectJsonFormatter(columns)),
            "json" => new JsonOutput(screen, new CloudWatchJsonFormatter()),
            "clef" => new JsonOutput(screen, new ClefFormatter()),
            "raw" => new RawOutput(screen, escaped: features.OutputIsTerminal),
            "none" => new NoOutput(),
            _ when columns is not null => new SelectOutput(screen, columns, highlighter, _show.Utc),
            // The keyboard switches to lines of JSON; with a template or in a pipe there are no keys.
            _ => new SwitchedOutput(Text(age), new JsonOutput(screen, new CloudWatchJsonFormatter()), json),
        };
    }

    TextOutput Text(TimeSpan age)
    {
        var template = _show.Template is { } given ? OutputTemplates.Complete(given) : OutputTemplates.For(_show.Time == "relative", age);
        var renderer = new TextRenderer(template, features.Theme(_show.Theme, _show.NoColor), _show.Time);
        // A template decides itself what is on a line.
        return new TextOutput(screen, renderer, _show.Template is null ? Labels() : null, highlighter);
    }

    StreamLabels? Labels()
    {
        var severalGroups = options.LogGroups.Count > 1 || options.LogGroups[0].EndsWith('*');
        // The number of streams is known only after they have appeared, and labels from the second stream on would mix two kinds of lines.
        if (options.LogStreamNames.Count == 1) return null;
        return new StreamLabels(severalGroups, features.StreamColors(_show.Theme, _show.NoColor));
    }
}
