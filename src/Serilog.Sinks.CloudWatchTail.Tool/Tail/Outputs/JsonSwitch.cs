namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary>Whether text is shown as JSON for the time being.</summary>
sealed class JsonSwitch
{
    volatile bool _isOn;

    public bool IsOn
    {
        get => _isOn;
        set => _isOn = value;
    }
}
