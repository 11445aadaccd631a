namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// How the tool ends; part of its interface, so that scripts can tell one end from another.
static class ExitCode
{
    // Done: history read to its end, the live tail ended by Ctrl+C or by the reader of the output, every line delivered.
    public const int Success = 0;

    // Something was lost: lines that put could not deliver, or events that a receiver did not take.
    public const int Lost = 1;

    // The command line, or a configuration file that it names, is wrong.
    public const int Usage = 2;

    // AWS refuses: no credentials, expired ones, or a permission that is missing.
    public const int Denied = 3;

    // A log group or a log stream does not exist.
    public const int NotFound = 4;

    // The service cannot be reached or failed, or anything else went wrong.
    public const int Failed = 5;

    public const string Help = """
        0  done: read to the end, ended by Ctrl+C or a closed pipe, all lines delivered
        1  lines were lost (put), or a receiver of --to did not take all events
        2  the command line or a configuration file is wrong
        3  no credentials, or AWS denies access
        4  a log group or log stream does not exist
        5  anything else, such as a service that cannot be reached
        """;
}
