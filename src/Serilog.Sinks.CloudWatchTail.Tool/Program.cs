using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

return await CommandLineProgram.RunAsync(args);
