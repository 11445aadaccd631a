using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// Events that follow each other both in a batch and on a page of the queue, or among the batch's copies if Page is null. First is the place of the
// first of them there, Arrival its number in the batch; the run ends where the next one begins.
readonly record struct PageRun(CapturedEvents? Page, int First, int Arrival)
{
    // Whether an event follows the run's last one in both.
    public bool IsFollowedBy(CapturedEvents? page, int index, int arrival) => ReferenceEquals(Page, page) && index - First == arrival - Arrival;
}
