namespace Serilog.Sinks.CloudWatchTail.Emulator.Signing;

// The credential of an Authorization header: AKID/20260301/eu-west-1/logs/aws4_request.
readonly record struct SigningScope(string AccessKeyId, string Date, string Region, string Service, string Terminator)
{
    public static bool TryParse(string credential, out SigningScope scope)
    {
        scope = default;
        var parts = credential.Split('/');
        if (parts.Length != 5) return false;
        scope = new(parts[0], parts[1], parts[2], parts[3], parts[4]);
        return true;
    }

    // The scope as part of the string to sign.
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
