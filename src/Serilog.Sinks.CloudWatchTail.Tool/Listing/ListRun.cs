using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Listing;

// Lists groups or streams, in columns on a terminal or with tabs in a pipe.
sealed class ListRun(CloudWatchLogGroups groups, TextWriter output, bool isTerminal)
{
    // How many groups are queried for their last event at the same time; the service allows 25 calls a second.
    const int Concurrency = 5;

    public async Task<int> RunAsync(string name, int limit, CancellationToken cancellationToken)
    {
        var found = new List<CloudWatchLogGroup>();
        var more = false;
        await foreach (var group in groups.ListAsync(name.TrimEnd('*'), cancellationToken))
        {
            // Among the groups with this prefix, one of exactly this name sorts first.
            if (group.Name == name) return await ListStreamsAsync(name, limit, cancellationToken);
            more = found.Count == limit;
            if (more) break;
            found.Add(group);
        }

        if (found.Count == 0 && name.Length > 0)
            throw new CloudWatchLogsException(
                $"No log group begins with \"{name}\".{await LogGroupNames.SuggestAsync(groups, name, cancellationToken)}", null, "ResourceNotFoundException", CloudWatchLogsErrorClass.NotFound);
        var lastEvents = new string[found.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, found.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
            async (i, token) => lastEvents[i] = await LastEventAsync(found[i].Name, token));
        var table = new Table(output, isTerminal, "LOG GROUP", "SIZE", "RETENTION", "CLASS", "LAST EVENT");
        foreach (var (group, lastEvent) in found.Zip(lastEvents))
            table.Add(group.Name, isTerminal ? Size(group.StoredBytes) : group.StoredBytes.ToString(CultureInfo.InvariantCulture), Retention(group), group.LogGroupClass, lastEvent);
        End(table, more, limit);
        return ExitCode.Success;
    }

    async Task<int> ListStreamsAsync(string group, int limit, CancellationToken cancellationToken)
    {
        var table = new Table(output, isTerminal, "LOG STREAM", "FIRST EVENT", "LAST EVENT");
        var (count, more) = (0, false);
        await foreach (var stream in groups.ListStreamsAsync(group, null, cancellationToken))
        {
            more = count++ == limit;
            if (more) break;
            table.Add(stream.Name, Time(stream.FirstEvent), Time(stream.LastEvent));
        }

        End(table, more, limit);
        return ExitCode.Success;
    }

    static void End(Table table, bool more, int limit)
    {
        table.Write();
        if (more) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cwtail: there are more than {limit:N0}; use -n to list more"));
    }

    async Task<string> LastEventAsync(string group, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var stream in groups.ListStreamsAsync(group, null, cancellationToken)) return Time(stream.LastEvent);
            return "-";
        }
        catch (CloudWatchLogsException exception) when (exception.ErrorClass == CloudWatchLogsErrorClass.Denied)
        {
            // The caller may be allowed to list groups but not to read them.
            return "denied";
        }
    }

    static string Time(DateTimeOffset? time) => time is { } known ? known.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "-";

    static string Retention(CloudWatchLogGroup group) =>
        group.RetentionInDays is { } days ? string.Create(CultureInfo.InvariantCulture, $"{days:0} day{(days == 1 ? "" : "s")}") : "for ever";

    static string Size(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB", "PB"];
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1000 && unit < units.Length - 1; unit++) size /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {units[unit]}");
    }
}
