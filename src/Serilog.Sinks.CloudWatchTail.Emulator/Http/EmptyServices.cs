namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// The server asks for optional services; this provider has none.
sealed class EmptyServices : IServiceProvider
{
    public static EmptyServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}
