using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

return await CommandLineProgram.RunAsync(args);

/// <summary>Not public: nobody but the runtime has a use for it.</summary>
static partial class Program;
