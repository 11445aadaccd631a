using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Reporting;

public class BudgetReportTests
{
    [Test]
    public void AReportNamesTheThreeTemplatesThatAskedMostSinceTheLastOneSentEventsIncluded()
    {
        var failures = new List<CloudWatchFailure>();
        var options = new CloudWatchSinkOptions { LogGroup = "/shop/orders", BytesPerMinuteLimit = 2_000, TimeProvider = new ManualTimeProvider() };
        var costs = new EventCosts(options);
        using var reporter = new FailureReporter(this, new SinkLedger(costs), options.TimeProvider, failures.Add, null);
        var report = new BudgetReport(new EmitSettings(options), costs, reporter);
        report.ReportWhenDue(0);
        failures.Should().BeEmpty("nothing was refused");

        costs.Count(LogEventLevel.Information, Some.Template("Dear {A}"), 74);
        foreach (var (template, bytes) in new[] { ("cheap", 1), ("Dearest {A}", 974), ("Dearer {A}", 474) }) costs.CountOverBudget(Some.Template(template), bytes);
        report.NextReport.Should().BeLessThanOrEqualTo(0);
        report.ReportWhenDue(0);
        costs.CountOverBudget(Some.Template("next"), 4);
        report.ReportWhenDue(options.TimeProvider.TimestampFrequency * 59);
        report.NextReport.Should().Be(options.TimeProvider.TimestampFrequency * 60);
        report.ReportWhenDue(report.NextReport);

        failures.Select(f => (f.Count, f.Message)).Should().Equal(
            (3, "3 event(s) for /shop/orders were refused: the budget (bytesPerMinuteLimit 2000) is used up. Of the bytes since the last report, sent ones included, most were 1000 by \"Dearest {A}\", 500 by \"Dearer {A}\", 100 by \"Dear {A}\"."),
            (1, "1 event(s) for /shop/orders were refused: the budget (bytesPerMinuteLimit 2000) is used up. Of the bytes since the last report, sent ones included, most were 30 by \"next\"."));
        report.NextReport.Should().Be(long.MaxValue);
    }
}
