using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

return await CommandLineProgram.RunAsync(args);

// Not public: only the runtime has a use for it.
static partial class Program;
