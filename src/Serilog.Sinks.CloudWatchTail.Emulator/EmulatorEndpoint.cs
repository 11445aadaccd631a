namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>Receives everything that a client needs to reach an emulator; see <see cref="CloudWatchLogsEmulator.Connect"/>.</summary>
/// <param name="serviceUrl">Where the emulator listens, such as <c>http://127.0.0.1:41235</c>.</param>
/// <param name="region">The region that requests must be signed for.</param>
/// <param name="accessKeyId">The access key ID.</param>
/// <param name="secretAccessKey">The secret access key.</param>
/// <param name="sessionToken">The token of temporary credentials, or <see langword="null"/>.</param>
public delegate void EmulatorEndpoint(string serviceUrl, string region, string accessKeyId, string secretAccessKey, string? sessionToken);
