namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// The server asks for optional services; there are none.
sealed class EmptyServices : IServiceProvider
{
    public static EmptyServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}
