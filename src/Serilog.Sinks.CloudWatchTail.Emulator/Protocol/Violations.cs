namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Collects the constraints that a request fails in one error with the service's wording.
sealed class Violations
{
    const int QuotedLength = 1024;

    readonly List<string> _texts = [];

    public bool Any => _texts.Count > 0;

    // Enough is known: a batch of ten thousand bad events need not be listed in full.
    public bool IsFull => _texts.Count >= 20;

    public void Add(string? value, string member, string constraint)
    {
        var quoted = value is null ? "null" : $"'{(value.Length > QuotedLength ? value[..QuotedLength] + "..." : value)}'";
        _texts.Add($"Value {quoted} at '{member}' failed to satisfy constraint: {constraint}");
    }

    public ServiceError ToError() => ServiceError.InvalidParameter(
        $"{_texts.Count} validation error{(_texts.Count == 1 ? "" : "s")} detected: {string.Join("; ", _texts)}");
}
