using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

return await CommandLineProgram.RunAsync(args);

/// <summary>Not public: only the runtime has a use for it.</summary>
static partial class Program;
