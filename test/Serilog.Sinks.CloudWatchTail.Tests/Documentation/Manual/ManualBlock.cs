namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

// A fenced block of a page.
sealed record ManualBlock(ManualPage Page, int Line, string Code)
{
    public override string ToString() => $"{Page}, line {Line}";
}
