namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>The failures of durable mode.</summary>
sealed partial class Failures
{
    public CloudWatchFailure Buffer(string problem) => Told(CloudWatchFailureReason.BufferUnavailable, problem);

    public CloudWatchFailure BufferUnwritable(string buffer, Exception error) => Told(
        CloudWatchFailureReason.BufferUnavailable,
        $"The buffer {buffer} cannot be written; until it can, events for {logGroup} wait in memory, and would be lost with the process: {error.Message}",
        error);

    public CloudWatchFailure BufferWritable(string buffer) => Told(
        CloudWatchFailureReason.BufferUnavailable, $"The buffer {buffer} can be written again: events for {logGroup} survive the process again.");

    public CloudWatchFailure BufferUnreadable(string buffer, Exception error) => Told(
        CloudWatchFailureReason.BufferUnavailable, $"The buffer {buffer} cannot be read; it is tried again: {error.Message}", error);

    public CloudWatchFailure CheckpointFails(string buffer, Exception error) => Told(
        CloudWatchFailureReason.BufferUnavailable,
        $"What is delivered of the buffer {buffer} cannot be written down, so that it would be sent again after a crash: {error.Message}",
        error);

    /// <param name="whose">Whom the events are for, in words.</param>
    public CloudWatchFailure BufferForeign(string buffer, string whose, object destination) => Told(
        CloudWatchFailureReason.BufferUnavailable, $"The buffer {buffer} {whose}, and this sink sends to {destination}; they wait for a sink of that place.");

    /// <summary>The oldest events were dropped to make room.</summary>
    public CloudWatchFailure BufferFull(long count, long limit, bool mayBeStored) => new(
        CloudWatchFailureKind.Permanent,
        CloudWatchFailureReason.BufferFull,
        $"{count} event(s) for {logGroup}, the oldest of the buffer, are lost: it was full (bufferSizeLimitBytes {limit}).")
    {
        Count = count,
        LogGroup = logGroup,
        OutcomeUnknown = mayBeStored,
    };

    /// <param name="bytes">How many bytes could not be read; none if they are gone.</param>
    /// <param name="setAside">The file that has these bytes now, if there is one.</param>
    public CloudWatchFailure BufferDamaged(long count, string file, long bytes, string? setAside)
    {
        var what = bytes == 0 ? "is gone, or was cut short" : "is damaged";
        var aside = bytes == 0 ? "" : setAside is not null ? $" {bytes} bytes were set aside as {setAside}." : $" {bytes} bytes are left out.";
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
