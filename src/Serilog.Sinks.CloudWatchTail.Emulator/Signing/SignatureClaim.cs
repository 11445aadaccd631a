namespace Serilog.Sinks.CloudWatchTail.Emulator.Signing;

/// <summary>What a request's headers say of its signature; only the body can prove it.</summary>
sealed record SignatureClaim(AuthorizationHeader Header, SigningScope Scope, DateTimeOffset Time);
