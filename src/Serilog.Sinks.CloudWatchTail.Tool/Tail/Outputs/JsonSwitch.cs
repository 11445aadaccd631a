namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Whether text is shown as JSON for the time being.
sealed class JsonSwitch
{
    volatile bool _isOn;

    public bool IsOn
    {
        get => _isOn;
        set => _isOn = value;
    }
}
