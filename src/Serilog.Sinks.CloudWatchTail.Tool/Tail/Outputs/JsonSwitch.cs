namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Whether text is currently shown as JSON.
sealed class JsonSwitch
{
    volatile bool _isOn;

    public bool IsOn
    {
        get => _isOn;
        set => _isOn = value;
    }
}
