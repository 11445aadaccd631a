using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Answers the calls of one stage under test, from scripts.</summary>
sealed class TailFakeClient : ICloudWatchLogsClient
{
    string[] _groups = [];
    int _page = 50;

    public List<object> Calls { get; } = [];

    public Func<FilterLogEventsRequest, FilterLogEventsResponse> Filter { get; set; } = _ => new FilterLogEventsResponse([], null);

    /// <summary>The class of a group, by its name.</summary>
    public Func<string, string?> ClassOf { get; set; } = _ => "STANDARD";

    /// <summary>Asked whenever an event's origin is made.</summary>
    public Func<string> EndpointOf { get; set; } = () => "eu-west-1";

    public string Endpoint => EndpointOf();

    public void Groups(int page, params string[] names) => (_page, _groups) = (page, names);

    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken)
    {
        Calls.Add(request);
        var matching = _groups.Where(name => name.StartsWith(request.LogGroupNamePrefix ?? "", StringComparison.Ordinal)).ToArray();
        var from = int.Parse(request.NextToken ?? "0");
        var page = matching.Skip(from).Take(_page).Select(name => new LogGroupDescription(name, TailSome.Arn(name), ClassOf(name)));
        return Task.FromResult(new DescribeLogGroupsResponse([.. page], from + _page < matching.Length ? $"{from + _page}" : null));
    }

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken)
    {
        Calls.Add(request);
        return Task.FromResult(Filter(request));
    }

    public Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
