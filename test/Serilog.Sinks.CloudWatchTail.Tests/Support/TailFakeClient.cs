using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Answers the calls of one stage under test, from scripts.</summary>
sealed class TailFakeClient : FakeClient
{
    string[] _groups = [];
    int _page = 50;

    public List<object> Calls { get; } = [];

    public Func<FilterLogEventsRequest, FilterLogEventsResponse> Filter { get; set; } = _ => new FilterLogEventsResponse([], null);

    /// <summary>The class of a group, by its name.</summary>
    public Func<string, string?> ClassOf { get; set; } = _ => "STANDARD";

    /// <summary>Asked whenever an event's origin is made.</summary>
    public Func<string> EndpointOf { get; set; } = () => "eu-west-1";

    public override string Endpoint => EndpointOf();

    public void Groups(int page, params string[] names) => (_page, _groups) = (page, names);

    public override Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken)
    {
        Calls.Add(request);
        var matching = _groups.Where(name => name.StartsWith(request.LogGroupNamePrefix ?? "", StringComparison.Ordinal)).ToArray();
        var from = int.Parse(request.NextToken ?? "0");
        var page = matching.Skip(from).Take(_page).Select(name => new LogGroupDescription(name, TailSome.Arn(name), ClassOf(name)));
        return Task.FromResult(new DescribeLogGroupsResponse([.. page], from + _page < matching.Length ? $"{from + _page}" : null));
    }

    public override Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken)
    {
        Calls.Add(request);
        return Task.FromResult(Filter(request));
    }
}
