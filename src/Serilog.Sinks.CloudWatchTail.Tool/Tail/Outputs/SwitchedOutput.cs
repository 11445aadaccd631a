using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Text, or JSON after a key has switched to it.
sealed class SwitchedOutput(ITailOutput text, ITailOutput json, JsonSwitch isJson) : ITailOutput
{
    public bool ReadsEvents => true;

    public void Write(in TailedEvent tailed)
    {
        if (isJson.IsOn) json.Write(tailed);
        else text.Write(tailed);
    }

    public async ValueTask DisposeAsync()
    {
        await text.DisposeAsync();
        await json.DisposeAsync();
    }
}
