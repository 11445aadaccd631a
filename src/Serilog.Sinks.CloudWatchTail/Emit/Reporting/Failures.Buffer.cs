namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The failures of durable mode.
sealed partial class Failures
{
    public CloudWatchFailure Buffer(string problem) => Told(CloudWatchFailureReason.BufferUnavailable, problem);

    public CloudWatchFailure BufferUnwritable(string buffer, Exception error) => Told(
        CloudWatchFailureReason.BufferUnavailable,
        $"The buffer {buffer} cannot be written; until it can, events for {logGroup} wait in memory, and would be lost if the process ended: {error.Message}",
        error);

    public CloudWatchFailure BufferWritable(string buffer) => Told(
        CloudWatchFailureReason.BufferUnavailable, $"The buffer {buffer} can be written again: events for {logGroup} survive the process again.");

    public CloudWatchFailure BufferUnreadable(string buffer, Exception error) => Told(
        CloudWatchFailureReason.BufferUnavailable, $"The buffer {buffer} cannot be read; the sink tries again: {error.Message}", error);

    public CloudWatchFailure CheckpointFails(string buffer, Exception error) => Told(
        CloudWatchFailureReason.BufferUnavailable,
        $"The checkpoint of the buffer {buffer} cannot be written, so that delivered events would be sent again after a crash: {error.Message}",
        error);

    // whose describes the events' destination.
    public CloudWatchFailure BufferForeign(string buffer, string whose, object destination) => Told(
        CloudWatchFailureReason.BufferUnavailable, $"The buffer {buffer} {whose}, and this sink sends to {destination}; they wait for a sink of that place.");

    // The oldest events were dropped to make room.
    public CloudWatchFailure BufferFull(long count, long limit, bool mayBeStored) => new(
        CloudWatchFailureKind.Permanent,
        CloudWatchFailureReason.BufferFull,
        $"{count} event(s) for {logGroup}, the oldest of the buffer, are lost: it was full (bufferSizeLimitBytes {limit}).")
    {
        Count = count,
        LogGroup = logGroup,
        OutcomeUnknown = mayBeStored,
    };

    // bytes is the number of unreadable bytes, 0 if they are gone. setAside is the file with a copy of them, if there is one.
    public CloudWatchFailure BufferDamaged(long count, string file, long bytes, string? setAside)
    {
        var what = bytes == 0 ? "is missing or truncated" : "is damaged";
        var aside = bytes == 0 ? "" : setAside is not null ? $" {bytes} bytes were set aside as {setAside}." : $" {bytes} bytes were skipped.";
        return new CloudWatchFailure(
            CloudWatchFailureKind.Permanent,
            CloudWatchFailureReason.BufferDamaged,
            $"{count} event(s) for {logGroup} are lost: {file} {what}.{aside}")
        {
            Count = count,
            LogGroup = logGroup,
        };
    }
}
