using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class EmptyListTests : EmulatorTest
{
    [TestCase("DescribeMetricFilters", "metricFilters")]
    [TestCase("DescribeSubscriptionFilters", "subscriptionFilters")]
    [TestCase("DescribeResourcePolicies", "resourcePolicies")]
    [TestCase("DescribeQueryDefinitions", "queryDefinitions")]
    [TestCase("DescribeExportTasks", "exportTasks")]
    [TestCase("DescribeQueries", "queries")]
    public async Task WhatCannotBeCreatedIsListedAsNone(string operation, string member) =>
        (await Http.DoAsync(operation, "{}")).GetProperty(member).GetArrayLength().Should().Be(0);
}
