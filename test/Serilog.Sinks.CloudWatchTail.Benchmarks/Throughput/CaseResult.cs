namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What a case measured. With --json a line of this is printed for each case, its names as they stand here in camel case.</summary>
/// <param name="CpuUsPerEvent">User and system time of the whole process, less what was spent compiling; from the start of a process, with it.</param>
/// <param name="JitUsPerEvent">What was spent compiling.</param>
/// <param name="MessageBytesPerEvent">The UTF-8 message, as the service counts it but for its 26 bytes an event.</param>
/// <param name="WireBytesPerEvent">Bodies of puts.</param>
/// <param name="WakeUpsPerSecond">How often a thread of the process came back from a wait.</param>
/// <param name="GcPauseUsPerEvent">How long all threads stood still for the garbage collector.</param>
/// <param name="Collections">Collections of generation 0, 1 and 2, each counted in the ones below it too.</param>
/// <param name="JitMethods">How many methods were compiled, each of their versions counted; from the start of a process alone.</param>
sealed record CaseResult(
    string Case,
    string Formatter,
    long Events,
    long Delivered,
    double CpuUsPerEvent,
    double CallerCpuNsPerEvent,
    double AllocBytesPerEvent,
    double CallerAllocBytesPerEvent,
    double PeakRssMb,
    long Requests,
    double MessageBytesPerEvent,
    double WireBytesPerEvent,
    double JitUsPerEvent,
    double WallS,
    double WakeUpsPerSecond,
    double EventsPerSecond,
    double GcPauseUsPerEvent,
    string Collections,
    long JitMethods = 0);
