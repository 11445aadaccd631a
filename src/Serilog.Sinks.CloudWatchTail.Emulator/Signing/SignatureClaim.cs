namespace Serilog.Sinks.CloudWatchTail.Emulator.Signing;

// What a request's headers claim about its signature; only the body can prove it.
sealed record SignatureClaim(AuthorizationHeader Header, SigningScope Scope, DateTimeOffset Time);
