using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Readable text: each event after its stream's label, with matches of the search highlighted.
sealed class TextOutput(Screen screen, TextRenderer renderer, StreamLabels? labels, Highlighter highlighter) : ITailOutput
{
    public bool ReadsEvents => true;

    public void Write(in TailedEvent tailed)
    {
        var label = labels?.Of(tailed.Message) ?? "";
        var text = label + highlighter.Apply(renderer.Render(tailed.LogEvent!));
        screen.Write(tailed.FollowsGap ? "--\n" + text : text);
    }

    public ValueTask DisposeAsync() => renderer.DisposeAsync();
}
