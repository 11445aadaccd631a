using System.Net.Http.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Asks the server for its counts and sets how it answers; never while something is measured.</summary>
sealed class DrainClient(string url) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = new Uri(url) };

    public string Url => url;

    public DrainCounts Counts() => _http.GetFromJsonAsync<DrainCounts>("/counts").GetAwaiter().GetResult()!;

    /// <summary>Counts from zero, for the next case.</summary>
    public void Reset() => _http.PostAsync("/reset", null).GetAwaiter().GetResult().EnsureSuccessStatusCode();

    public void SetDelay(int milliseconds) => _http.PostAsync($"/delay/{milliseconds}", null).GetAwaiter().GetResult().EnsureSuccessStatusCode();

    public void Dispose() => _http.Dispose();
}
