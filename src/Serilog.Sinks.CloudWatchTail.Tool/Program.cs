using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

return await CommandLineProgram.RunAsync(args);

// Not public, because only the runtime uses it.
static partial class Program;
