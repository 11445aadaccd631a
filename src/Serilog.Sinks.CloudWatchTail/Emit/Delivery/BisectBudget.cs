namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>How many extra puts one refused batch may still cost while it is divided to find the events the service refuses.</summary>
sealed class BisectBudget
{
    public const int ExtraPuts = 128;

    int _left = ExtraPuts;

    public bool TrySpend(int puts)
    {
        if (_left < puts) return false;
        _left -= puts;
        return true;
    }
}
