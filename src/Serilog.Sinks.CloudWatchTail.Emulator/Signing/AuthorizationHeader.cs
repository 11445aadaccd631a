namespace Serilog.Sinks.CloudWatchTail.Emulator.Signing;

// The parts of an Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=… header.
sealed record AuthorizationHeader(string Credential, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    // Parses the header; on failure problem names the missing part, as the service does.
    public static bool TryParse(string value, out AuthorizationHeader? header, out string? problem)
    {
        header = null;
        problem = null;
        if (!value.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            problem = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header and the algorithm "
                      + Algorithm + ".";
            return false;
        }

        string? credential = null, signedHeaders = null, signature = null;
        foreach (var part in value[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=');
            if (equals < 0) continue;
            var text = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential": credential = text; break;
                case "SignedHeaders": signedHeaders = text; break;
                case "Signature": signature = text; break;
            }
        }

        problem = Missing("Credential", credential) ?? Missing("Signature", signature) ?? Missing("SignedHeaders", signedHeaders);
        if (problem is not null) return false;

        header = new(credential!, signedHeaders!.Split(';'), signature!);
        return true;
    }

    static string? Missing(string parameter, string? value) =>
        string.IsNullOrEmpty(value) ? $"Authorization header requires '{parameter}' parameter." : null;
}
