using System.CommandLine;
using System.CommandLine.Completions;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Completion;

// Completes names of log groups and streams from the service, as far as it answers in time.
static class NameCompletion
{
    const int Limit = 200;

    // The Tab key must not hang, and without credentials the SDK may search for an instance's for a long time.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static IEnumerable<CompletionItem> Groups(CompletionContext context, ConnectionArguments connection) =>
        Complete(context, connection, (groups, token) => Names(groups.ListAsync(context.WordToComplete, token), group => group.Name));

    public static IEnumerable<CompletionItem> Streams(CompletionContext context, ConnectionArguments connection, Argument<string[]> group) =>
        context.ParseResult.GetValue(group) is [var name, ..]
            ? Complete(context, connection, (groups, token) => Names(groups.ListStreamsAsync(name, context.WordToComplete, token), stream => stream.Name))
            : [];

    static IEnumerable<CompletionItem> Complete(
        CompletionContext context, ConnectionArguments connection, Func<CloudWatchLogGroups, CancellationToken, Task<List<string>>> names)
    {
        if (context.WordToComplete.StartsWith('-')) return [];
        try
        {
            var options = new CloudWatchConnectionOptions();
            connection.Apply(context.ParseResult, options);
            using var groups = new CloudWatchLogGroups(options);
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            // Completion has no asynchronous form, and this process does nothing else.
            var found = Task.Run(() => names(groups, patience.Token));
            return found.Wait(Patience + TimeSpan.FromSeconds(1)) ? found.Result.Select(name => new CompletionItem(name)) : [];
        }
        catch (Exception exception) when (exception is ArgumentException or AggregateException or InvalidOperationException)
        {
            return [];
        }
    }

    static async Task<List<string>> Names<T>(IAsyncEnumerable<T> items, Func<T, string> nameOf)
    {
        var names = new List<string>();
        await foreach (var item in items)
        {
            names.Add(nameOf(item));
            if (names.Count == Limit) break;
        }

        return names;
    }
}
